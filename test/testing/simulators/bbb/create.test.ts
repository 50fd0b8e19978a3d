import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  call,
  child,
  create,
  field,
  fieldNames,
  info,
  outcome,
  pair,
  parseXml,
  send,
  servers,
  signedTarget,
  start,
} from './support.js'

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

describe('create', () => {
  test.each(servers)('answers with every field on %s, an empty key the first time', async (server) => {
    const { simulator, clock } = await start({ server })
    const answer = await create(simulator, 'class-1', { ...pair, duration: '90', voiceBridge: '01234' })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/xml;charset=utf-8')
    const root = parseXml(answer.body)
    const texts = Object.fromEntries(root.children.map(({ name, text }) => [name, text]))
    expect(root.name).toBe('response')
    expect(texts).toEqual({
      returncode: 'SUCCESS',
      meetingID: 'class-1',
      internalMeetingID: `${sha1('class-1')}-${clock.now()}`,
      parentMeetingID: 'bbb-none',
      attendeePW: 'apples',
      moderatorPW: 'pears',
      createTime: String(clock.now()),
      voiceBridge: '01234',
      dialNumber: '613-555-1234',
      createDate: 'Mon Jan 05 09:00:00 UTC 2026',
      hasUserJoined: 'false',
      duration: '90',
      hasBeenForciblyEnded: 'false',
      messageKey: '',
      message: '',
    })
  })

  test('has the documented beginning of the internal ID', async () => {
    const { simulator } = await start()
    await create(simulator, 'abc123')
    expect(simulator.meeting('abc123')?.internalMeetingID).toMatch(
      /^6367c48dd193d56ea7b0baad25b19455e529f5ee-\d{13}$/,
    )
  })

  test('invents passwords on 2.4 and has none on 3.0 when the caller gives none', async () => {
    const old = await start({ server: 'bbb-2.4' })
    const answer = await create(old.simulator, 'class-1', {})
    expect(field(answer, 'moderatorPW')).toMatch(/^\w{8}$/)
    expect(field(answer, 'attendeePW')).not.toBe(field(answer, 'moderatorPW'))
    const { simulator } = await start()
    expect(fieldNames(parseXml((await create(simulator, 'class-1', {})).body))).not.toContain('attendeePW')
    expect(simulator.meeting('class-1')).toMatchObject({ attendeePW: undefined, moderatorPW: undefined })
  })

  test('gives each meeting five digits and a create time of its own, also while the clock stands still', async () => {
    const { simulator } = await start()
    for (const meetingID of ['class-1', 'class-2', 'class-3']) await create(simulator, meetingID)
    const meetings = simulator.meetings()
    expect(new Set(meetings.map(({ voiceBridge }) => voiceBridge)).size).toBe(3)
    expect(meetings.every(({ voiceBridge }) => /^\d{5}$/.test(voiceBridge))).toBe(true)
    const times = meetings.map(({ createTime }) => createTime)
    expect(new Set(times).size).toBe(3)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('chooses digits that no live meeting has', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const next = String(Number(simulator.meeting('class-1')!.voiceBridge) + 2)
    await create(simulator, 'class-2', { voiceBridge: next })
    expect(outcome(await create(simulator, 'class-3'))).toBe('SUCCESS ')
    expect(simulator.meeting('class-3')!.voiceBridge).not.toBe(next)
  })

  test('keeps the parameters as received, readable by the test', async () => {
    const { simulator } = await start()
    const params = {
      ...pair,
      welcome: 'Hi & <b>bye</b>',
      'meta_Course-Id': '7',
      meta_under_score: 'x',
      unknown: '1',
    }
    await create(simulator, 'class-1', params)
    expect(simulator.meeting('class-1')?.params).toEqual({ name: 'Algebra', meetingID: 'class-1', ...params })
    expect(simulator.created).toBe(1)
  })

  test('answers one violation of several, the first in the order of a Java hash map', async () => {
    const { simulator } = await start()
    for (const [params, key] of [
      [{ meetingID: 'x' }, 'sizeError'],
      [{ name: '', meetingID: 'x', moderatorPW: 'p' }, 'emptyError'],
      [{ name: 'Algebra', meetingID: 'x', moderatorPW: 'p' }, 'invalidPassword'],
      [{ name: 'Algebra', meetingID: '' }, 'sizeError'],
    ] as const) {
      expect(outcome(await call(simulator, 'create', params))).toBe(`FAILED ${key}`)
    }
    expect(simulator.created).toBe(0)
  })

  test.each([
    [{ meetingID: undefined }, 'validationError'],
    [{ meetingID: 'x' }, 'sizeError'],
    [{ meetingID: 'x'.repeat(257) }, 'sizeError'],
    [{ meetingID: 'a,b' }, 'validationError'],
    [{ name: undefined }, 'nullError'],
    [{ name: '' }, 'emptyError'],
    [{ name: 'x' }, 'sizeError'],
    [{ name: 'x'.repeat(257) }, 'sizeError'],
    [{ attendeePW: 'x' }, 'invalidPassword'],
    [{ moderatorPW: 'x'.repeat(65) }, 'invalidPassword'],
    [{ voiceBridge: '12a' }, 'validationError'],
    [{ voiceBridge: '9223372036854775808' }, 'validationError'],
    [{ record: 'yes' }, 'validationError'],
    [{ isBreakout: 'true' }, 'parentMeetingIDMissing'],
    [{ isBreakout: 'true', parentMeetingID: 'nobody' }, 'parentMeetingDoesNotExist'],
  ])('refuses %j with %s on both releases', async (change, key) => {
    const merged = { name: 'Algebra', meetingID: 'class-1', ...change }
    const params = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
    for (const server of servers) {
      const { simulator } = await start({ server })
      expect(outcome(await call(simulator, 'create', params as Record<string, string>))).toBe(`FAILED ${key}`)
      expect(simulator.created).toBe(0)
    }
  })

  test.each([
    { meetingID: 'xy' },
    { meetingID: 'x'.repeat(256) },
    { name: 'xy' },
    { attendeePW: '', moderatorPW: '' },
    { voiceBridge: '-9223372036854775808' },
    { record: '' },
    { record: 'TRUE' },
    { guestPolicy: 'WHATEVER' },
    { duration: 'long', maxParticipants: 'many' },
  ])('accepts %j', async (change) => {
    const { simulator } = await start()
    const answer = await call(simulator, 'create', { name: 'Algebra', meetingID: 'class-1', ...change })
    expect(outcome(answer)).toBe('SUCCESS ')
  })

  test.each([
    { meetingID: ' class-1' },
    { meetingID: 'class-1 ' },
    { meetingID: 'class\n1' },
    { presentationUploadExternalUrl: 'nonsense' },
  ])('refuses %j on 3.0 only', async (change) => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      const params = { name: 'Algebra', meetingID: 'class-1', ...change }
      outcomes.push(outcome(await call(simulator, 'create', params)))
    }
    expect(outcomes).toEqual(['SUCCESS ', 'FAILED validationError'])
  })

  test('reads garbage numbers as their default and a record flag of 1 as false', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { duration: '1e3', maxParticipants: '99999999999', record: '1' })
    const answer = await info(simulator, 'class-1')
    expect([field(answer, 'duration'), field(answer, 'maxUsers'), field(answer, 'recording')]).toEqual([
      '0',
      '0',
      'false',
    ])
  })

  test('takes control characters out of names and values', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { 'welc\u0001ome': 'a\u0000b\nc' })
    expect(simulator.meeting('class-1')?.params['welcome']).toBe('abc')
  })

  test('takes the first of two values', async () => {
    const { simulator } = await start()
    const query = 'meetingID=class-1&name=Algebra&name=Geometry'
    await send(simulator, signedTarget(simulator, 'create', query))
    expect(simulator.meeting('class-1')?.name).toBe('Algebra')
  })
})

describe('a voice bridge that is taken', () => {
  test.each(servers)('is told in the errors-list shape on %s, without a messageKey', async (server) => {
    const { simulator } = await start({ server })
    await create(simulator, 'class-1', { voiceBridge: '71234' })
    const answer = await create(simulator, 'class-2', { voiceBridge: '71234' })
    const root = parseXml(answer.body)
    const error = child(root, 'errors', 'error')
    expect(fieldNames(root)).toEqual(['returncode', 'errors'])
    expect(field(answer, 'returncode')).toBe('FAILED')
    const key = server === 'bbb-2.4' ? error?.attributes['key'] : child(error!, 'key')?.text
    expect(key).toBe('nonUniqueVoiceBridge')
    expect(simulator.created).toBe(1)
  })
})

describe('breakout rooms', () => {
  test('get their ID from the server and appear at their parent', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const breakout = { isBreakout: 'true', parentMeetingID: 'class-1', sequence: '2', freeJoin: 'true' }
    const answer = await create(simulator, 'group-2', breakout)
    const id = field(answer, 'meetingID')!
    const parent = simulator.meeting('class-1')!.internalMeetingID
    expect(id).toMatch(/^[0-9a-f]{40}$/)
    expect(field(answer, 'parentMeetingID')).toBe(parent)
    const room = await info(simulator, id)
    expect(
      ['isBreakout', 'parentMeetingID', 'sequence', 'freeJoin'].map((name) => field(room, name)),
    ).toEqual(['true', parent, '2', 'true'])
    const main = await info(simulator, 'class-1')
    expect([field(main, 'isBreakout'), field(main, 'breakoutRooms', 'breakout')]).toEqual(['false', id])
  })

  test('with a sequence that is no number break the server: 500 and HTML', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const breakout = { isBreakout: 'true', parentMeetingID: 'class-1', sequence: 'two' }
    const answer = await create(simulator, 'group-2', breakout)
    expect([answer.status, answer.headers['content-type'], simulator.created]).toEqual([500, 'text/html', 1])
  })
})

describe('texts', () => {
  test('survive the round trip, whatever they contain', async () => {
    const { simulator, clock } = await start()
    const text = fc
      .string({ unit: 'grapheme', minLength: 2, maxLength: 40 })
      .filter((value) => !/\p{Cc}|[\uFFFE\uFFFF]/u.test(value))
    await fc.assert(
      fc.asyncProperty(text, text, async (name, topic) => {
        simulator.reset()
        await clock.advance(1)
        await create(simulator, 'class-1', { name, meta_topic: topic })
        const answer = await info(simulator, 'class-1')
        expect(field(answer, 'meetingName')).toBe(name)
        expect(field(answer, 'metadata', 'topic')).toBe(topic)
      }),
      { numRuns: 60 },
    )
  })

  test('are escaped, quotes included', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { name: `<"Tom" & 'Ann'>` })
    const { body } = await info(simulator, 'class-1')
    expect(body).toContain('<meetingName>&lt;&quot;Tom&quot; &amp; &apos;Ann&apos;&gt;</meetingName>')
  })
})
