import { describe, expect, test } from 'vitest'
import { fakeCapabilities } from '../../../providers/fake/capabilities.js'
import { createFakeProvider } from '../../../providers/fake/create-fake-provider.js'
import { createMeetings } from '../../../src/create-meetings.js'
import { rejection, turns } from '../../identity/support.js'
import { ann, id, setUp, verbs } from './support.js'

describe('the preset', () => {
  test('link-like answers a link, finds a meeting by your id, and signs a link to a dead one', async () => {
    const { fake, meetings } = setUp('link-like')
    const { ref } = await meetings.createMeeting({ id })
    const joined = await meetings.join(id, { ...ann, role: 'moderator' })
    expect(joined.kind).toBe('url')
    const url = new URL(joined.kind === 'url' ? joined.url : '')
    expect(url.origin).toBe('https://fake.invalid')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      meeting: id,
      id: 'ann',
      name: 'Ann',
      role: 'moderator',
      session: ref.vendor['session'],
      token: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    })
    const elsewhere = createMeetings({ providers: { fake } })
    expect((await elsewhere.createMeeting({ id })).disposition).toBe('existing')
    fake.vendor.forget(id)
    expect((await meetings.join(ref, ann)).kind).toBe('url')
    expect((await rejection(meetings.join(ref, { ...ann, verify: true }))).code).toBe('not-found')
  })

  test('sdk-like answers a session, knows a meeting only by its own id, notices a dead one, and tells nobody who is inside', async () => {
    const { fake, meetings } = setUp('sdk-like')
    const { ref } = await meetings.createMeeting({ id })
    const joined = await meetings.join(id, ann)
    expect(joined).toMatchObject({
      kind: 'sdk',
      sdk: 'fake-sdk',
      session: { session: ref.vendor['session'], participantId: 'ann', role: 'attendee' },
    })
    fake.vendor.arrive(id, { id: 'ann', name: 'Ann', role: 'attendee' })
    const info = await meetings.info(id)
    expect([info.presence, info.participantCount, info.participants, info.running, info.recording]).toEqual([
      'none',
      undefined,
      undefined,
      undefined,
      'off',
    ])
    expect((await meetings.info(id, { seats: true })).seats).toEqual({ taken: 1, limit: 250 })
    expect((await rejection(createMeetings({ providers: { fake } }).info(id))).code).toBe('not-found')
    fake.vendor.forget(ref.vendor['session'] ?? '')
    expect((await rejection(meetings.join(ref, ann))).code).toBe('not-found')
  })

  test('limited has holes, and says where', async () => {
    const { fake, meetings } = setUp('limited')
    const made = await meetings.createMeeting({
      id,
      maxParticipants: 11,
      record: 'on-demand',
      metadata: { a: 'b' },
      locks: { camera: true, microphone: true },
    })
    expect(made.warnings.map(({ code, field }) => `${code} ${field}`)).toEqual([
      'not-applied maxParticipants',
      'unsupported record',
      'unsupported metadata',
      'unsupported locks.microphone',
    ])
    fake.vendor.arrive(id, { id: 'ann', name: 'Ann', role: 'attendee' })
    const info = await meetings.info(id)
    expect(info).toMatchObject({
      maxParticipants: 10,
      participantCount: 1,
      running: true,
      presence: 'live',
      recording: 'off',
    })
    expect(info.participants).toBeUndefined()
  })

  test('down fails every call without effect, and check says so', async () => {
    const { meetings } = setUp('down')
    expect(await rejection(meetings.createMeeting({ id }))).toMatchObject({
      code: 'unavailable',
      effect: 'none',
      retryable: true,
      message: 'the fake vendor is down',
    })
    for (const call of Object.values(verbs(meetings)))
      expect((await rejection(call())).code).toBe('unavailable')
    expect((await meetings.check()).providers['fake']).toEqual({
      ok: false,
      reachable: false,
      problem: 'the fake vendor is down',
    })
  })

  test('throttled fails every call, and says when to come back', async () => {
    const { meetings } = setUp('throttled')
    for (const call of Object.values(verbs(meetings)))
      expect(await rejection(call())).toMatchObject({
        code: 'rate-limited',
        retryAfterMs: 1_000,
        retryable: true,
      })
  })

  test.each([
    ['slow', undefined, 2_000],
    ['slow', 50, 50],
    ['link-like', 70, 70],
    ['link-like', undefined, 0],
  ] as const)(
    '%s with latency %s takes %i ms by the clock, and leaves no timer',
    async (preset, latency, took) => {
      const { clock, meetings } = setUp(preset, latency)
      const start = clock.now()
      await clock.settle(meetings.createMeeting({ id }))
      expect(clock.now() - start).toBe(took)
      const checked = clock.now()
      expect((await clock.settle(meetings.check())).ok).toBe(true)
      expect([clock.now() - checked, clock.pending]).toEqual([took, 0])
    },
  )

  test('slow gives up when it is told to', async () => {
    const { clock, fake, meetings } = setUp('slow')
    const controller = new AbortController()
    const calling = rejection(meetings.createMeeting({ id }, { signal: controller.signal }))
    await turns()
    controller.abort()
    expect(await calling).toMatchObject({ code: 'aborted', effect: 'none' })
    expect([fake.vendor.created, clock.pending]).toEqual([0, 0])
  })

  test('says what it can do, every key of it', () => {
    const keys = Object.keys(fakeCapabilities('link-like')).sort()
    for (const preset of ['sdk-like', 'limited', 'down', 'slow', 'throttled'] as const)
      expect(Object.keys(fakeCapabilities(preset)).sort()).toEqual(keys)
    expect(createFakeProvider({ preset: 'slow' }).capabilities).toEqual(createFakeProvider().capabilities)
  })
})
