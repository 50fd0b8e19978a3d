import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { meetingLook } from '../../page/src/app/meeting-look.js'
import { pageSettingsOf } from '../../page/src/app/page-settings.js'
import { canTryAgain } from '../../page/src/base/ending.js'
import { Store } from '../../page/src/base/store.js'
import { webUrl } from '../../page/src/base/web-url.js'
import { mediaProblemOf } from '../../page/src/media/media-problem.js'
import { soundLevel } from '../../page/src/media/sound-level.js'
import { groupNews, type News } from '../../page/src/meeting/news.js'
import { type Notice, noticeAdded } from '../../page/src/meeting/notices.js'
import { rightsOf } from '../../page/src/meeting/rights.js'
import { endingOf } from '../../page/src/meeting/stop-reason.js'
import { meeting, person } from './support.js'

test('a meeting has its own logo and banner, and else those of the page', () => {
  const settings = { title: 'School', logoUrl: 'https://x.example/l.png', bannerText: 'Hi' }
  expect(meetingLook(settings, {})).toEqual(settings)
  expect(meetingLook({ title: 'School' }, {})).toEqual({ title: 'School' })
  expect(meetingLook(settings, { bannerText: 'Exam' })).toEqual({ ...settings, bannerText: 'Exam' })
  const logoUrl = 'https://y.example/m.png'
  expect(meetingLook(settings, { logoUrl })).toEqual({ ...settings, logoUrl })
})

describe('what somebody may switch on', () => {
  const locked = { camera: true, microphone: true, screenShare: true }
  const free = { camera: false, microphone: false, screenShare: false }

  test('is taken from attendees by locks, and from one person by muting', () => {
    expect(rightsOf(person('Ana'), locked, meeting)).toEqual({
      microphone: false,
      camera: false,
      screenShare: false,
    })
    expect(rightsOf(person('Ana'), free, meeting)).toEqual({
      microphone: true,
      camera: true,
      screenShare: true,
    })
    expect(rightsOf(person('Ana', { muted: true }), free, meeting).microphone).toBe(false)
  })

  test('is not locked for moderators, but what the meeting has not, nobody has', () => {
    const moderator = person('Maria', { role: 'moderator' })
    expect(rightsOf(moderator, locked, meeting)).toEqual({
      microphone: true,
      camera: true,
      screenShare: true,
    })
    const bare = { noCamera: true, noScreenShare: true }
    expect(rightsOf(moderator, free, bare)).toEqual({ microphone: true, camera: false, screenShare: false })
  })
})

describe('why a session stopped', () => {
  test.each([
    ['Left', 'left'],
    ['MeetingEnded', 'ended'],
    ['AudioAttendeeRemoved', 'removed'],
    ['AudioJoinedFromAnotherDevice', 'elsewhere'],
    ['AudioCallAtCapacity', 'full'],
    ['SignalingBadRequest', 'lost'],
    ['toString', 'lost'],
    [undefined, 'lost'],
  ])('%s means %s', (code, ending) => {
    expect(endingOf(code)).toBe(ending)
  })

  test('decides whether one can come back by the same link', () => {
    expect(canTryAgain('left')).toBe(true)
    expect(canTryAgain('lost')).toBe(true)
    expect(canTryAgain('removed')).toBe(false)
    expect(canTryAgain('used')).toBe(false)
  })
})

describe('why a device did not start', () => {
  test.each([
    ['NotAllowedError', 'refused'],
    ['NotFoundError', 'missing'],
    ['NotReadableError', 'in-use'],
    ['TypeError', 'unsupported'],
    ['constructor', 'failed'],
  ])('%s means %s', (name, problem) => {
    expect(mediaProblemOf(Object.assign(new Error('x'), { name }))).toBe(problem)
  })

  test('is read from the cause where the error itself says nothing', () => {
    const cause = Object.assign(new Error('x'), { name: 'NotFoundError' })
    expect(mediaProblemOf(Object.assign(new Error('x'), { name: 'GetUserMediaError', cause }))).toBe(
      'missing',
    )
    for (const odd of [undefined, null, 'NotAllowedError', 7, {}]) expect(mediaProblemOf(odd)).toBe('failed')
  })
})

describe('the level of a sound', () => {
  test('is nothing for silence, all for the loudest, and never outside', () => {
    expect(soundLevel(new Uint8Array(64).fill(128))).toBe(0)
    expect(soundLevel(new Uint8Array(64).map((_, i) => (i % 2 === 0 ? 0 : 255)))).toBeCloseTo(1, 1)
    expect(soundLevel([])).toBe(0)
    fc.assert(
      fc.property(fc.uint8Array(), (samples) => {
        const level = soundLevel(samples)
        expect(level >= 0 && level <= 1).toBe(true)
      }),
    )
  })
})

describe('where the page goes', () => {
  test.each([
    ['https://school.example/bye', 'https://school.example/bye'],
    ['http://school.example', 'http://school.example/'],
    ['javascript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['/bye', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s: %s', (url, answer) => {
    expect(webUrl(url)).toBe(answer)
  })
})

describe('the settings in the page', () => {
  test('are read, and what is odd is left out', () => {
    expect(
      pageSettingsOf('{"title":"School","lang":"es","logoUrl":"https://x.example/l.png","bannerText":"Hi"}'),
    ).toEqual({ title: 'School', lang: 'es', logoUrl: 'https://x.example/l.png', bannerText: 'Hi' })
    for (const content of [undefined, null, '', '{', 'null', '[]', '{"title":7,"lang":""}'])
      expect(pageSettingsOf(content)).toEqual({ title: '' })
  })
})

describe('the news for screen readers', () => {
  const nameOf = (seat: string): string => seat.toUpperCase()

  test('are one sentence for many who come, and one for many messages', () => {
    const news: News[] = [
      ...['a', 'b', 'c', 'd', 'e'].map((seat) => ({ kind: 'joined', seat }) as const),
      { kind: 'hand', seat: 'a' },
      { kind: 'left', seat: 'z' },
      { kind: 'waiting', name: 'Wim' },
      ...['1', '2', '3'].map((text) => ({ kind: 'chat', seat: 'b', text }) as const),
    ]
    expect(groupNews(news, nameOf)).toEqual([
      { kind: 'joined', names: ['A', 'B', 'C'], more: 2 },
      { kind: 'left', names: ['Z'], more: 0 },
      { kind: 'hand', name: 'A' },
      { kind: 'waiting', name: 'Wim' },
      { kind: 'chat-many', count: 3 },
    ])
  })

  test('read a few messages out, but not a whole page', () => {
    const groups = groupNews([{ kind: 'chat', seat: 'b', text: 'x'.repeat(1_000) }], nameOf)
    expect(groups).toEqual([{ kind: 'chat', name: 'B', text: 'x'.repeat(200) }])
    expect(groupNews([], nameOf)).toEqual([])
  })
})

describe('the notices', () => {
  test('are the newest three, each thing once', () => {
    let notices: readonly Notice[] = []
    for (const kind of [
      'reconnected',
      'share-failed',
      'reconnected',
      'camera-taken',
      'action-failed',
    ] as const)
      notices = noticeAdded(notices, kind)
    expect(notices.map(({ kind }) => kind)).toEqual(['reconnected', 'camera-taken', 'action-failed'])
    expect(new Set(notices.map(({ id }) => id)).size).toBe(3)
  })
})

describe('a store', () => {
  test('tells of changes, and of nothing else', () => {
    const store = new Store({ a: 1, b: 'x' })
    const seen: unknown[] = []
    const stop = store.subscribe(() => seen.push(store.get()))
    store.patch({ a: 1 })
    store.patch({ a: 2 })
    store.patch({})
    stop()
    store.patch({ b: 'y' })
    expect(seen).toEqual([{ a: 2, b: 'x' }])
    expect(store.get()).toEqual({ a: 2, b: 'y' })
  })
})
