import { describe, expect, it } from 'vitest'
import type { MeetingProvider, ProviderMeeting } from '../../../src/spec/provider.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { calling, created, failure, joined, joining, runClock, setup, turn, until } from './setup.js'
import { classOn, storm } from './storm.js'

const quota = { perSecond: 10, burst: 20 }

function joinAll(
  provider: MeetingProvider,
  meeting: ProviderMeeting,
  count: number,
  prefix = 'user',
): Promise<unknown[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => joined(provider, meeting, joining(`${prefix}-${index}`))),
  )
}

describe('joins on Chime are gathered', () => {
  it('sends a lone join by itself and simultaneous ones in batches of a hundred', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    await joined(provider, meeting)
    expect([simulator.callsTo('CreateAttendee'), simulator.callsTo('BatchCreateAttendee')]).toEqual([1, 0])
    await joinAll(provider, meeting, 205)
    expect([simulator.callsTo('CreateAttendee'), simulator.callsTo('BatchCreateAttendee')]).toEqual([1, 3])
    expect(simulator.meetings()[0]?.attendees).toHaveLength(206)
  })

  it('gives every caller the own attendee', async () => {
    const { provider } = await setup()
    const meeting = await created(provider)
    const ids = Array.from({ length: 40 }, (_, index) => `user-${index}`)
    const sessions = await Promise.all(ids.map((id) => joined(provider, meeting, joining(id))))
    expect(sessions.map(({ Attendee }) => Attendee.ExternalUserId)).toEqual(ids)
    expect(new Set(sessions.map(({ Attendee }) => Attendee.JoinToken)).size).toBe(40)
  })

  it('gathers joins that arrive in the same turn of the event loop by different ways', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const late = async (hops: number): Promise<void> => {
      for (let hop = 0; hop < hops; hop += 1) await Promise.resolve()
      await joined(provider, meeting, joining(`user-${hops}`))
    }
    await Promise.all([late(0), late(1), late(5), late(50)])
    expect(simulator.callsTo('BatchCreateAttendee')).toBe(1)
    expect(simulator.callsTo('CreateAttendee')).toBe(0)
  })

  it('lets meetings take turns, so that a crowd in one does not hold up another', async () => {
    const clock = new TestClock()
    const { simulator, provider, another } = await setup({ clock })
    const [large, small] = [await created(provider), await created(provider, { id: 'small' })]
    const slow = another({ rateLimit: { perSecond: 1, burst: 1 } })
    const crowd = joinAll(slow, large, 240)
    const few = joinAll(slow, small, 40, 'few')
    const people = (): readonly number[] => simulator.meetings().map(({ attendees }) => attendees.length)
    await until(() => people()[0] === 100)
    await runClock(clock, () => simulator.callsTo('BatchCreateAttendee') === 2)
    await few
    expect(people()[0]).toBeLessThan(200)
    await runClock(clock, () => people()[0] === 240)
    await crowd
  })

  it('never sends one person twice in a batch', async () => {
    const scene = await storm()
    const { simulator } = scene
    const { join } = await classOn(scene, scene.api())
    const attendees = await Promise.all(['ada', 'grace', 'ada', 'alan', 'ada'].map((id) => join(id)))
    expect(new Set(attendees.map(({ AttendeeId }) => AttendeeId)).size).toBe(5)
    const batches = simulator.requests
      .filter(({ call }) => call === 'BatchCreateAttendee')
      .map(({ body }) => (JSON.parse(body) as { Attendees: { ExternalUserId: string }[] }).Attendees)
    expect(batches.map((people) => people.map(({ ExternalUserId }) => ExternalUserId))).toEqual(
      [['ada', 'grace', 'alan'], ['ada']].slice(0, batches.length),
    )
    for (const people of batches)
      expect(new Set(people.map(({ ExternalUserId }) => ExternalUserId)).size).toBe(people.length)
  })

  it('lets one failed attendee fail its own caller only', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    simulator.failAttendee('user-3', { errorCode: 'Forbidden', errorMessage: 'no' })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => joined(provider, meeting, joining(`user-${index}`))),
    )
    expect(outcomes.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([3])
    expect(outcomes[3]).toMatchObject({
      reason: { code: 'forbidden', effect: 'none', vendorCode: 'Forbidden' },
    })
  })

  it('says capacity to those for whom there is no seat left', async () => {
    const { provider } = await setup()
    const meeting = await created(provider, { maxParticipants: 2 })
    const outcomes = await Promise.allSettled(
      ['a1', 'a2', 'a3'].map((id) => joined(provider, meeting, joining(id))),
    )
    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'capacity', retryable: false, effect: 'none' } },
    ])
  })

  it('fails those of whom the answer says nothing, or too little', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    const complete = { AttendeeId: 'x', ExternalUserId: 'a1', JoinToken: 'j' }
    const body = JSON.stringify({
      Attendees: [complete, { AttendeeId: 'y', ExternalUserId: 'a2', JoinToken: null }],
      Errors: null,
    })
    simulator.stage({ kind: 'answer', when: 'BatchCreateAttendee', status: 200, body })
    const outcomes = await Promise.allSettled(
      ['a1', 'a2', 'a3'].map((id) => joined(provider, meeting, joining(id))),
    )
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { Attendee: complete } },
      { status: 'rejected', reason: { code: 'invalid-response' } },
      { status: 'rejected', reason: { code: 'invalid-response' } },
    ])
    simulator.stage({ kind: 'answer', when: 'CreateAttendee', status: 200, body: '{}' })
    expect((await failure(joined(provider, meeting))).code).toBe('invalid-response')
  })

  it('repeats a refused batch once for everybody in it, after the time that Chime asked for', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.throwNext('BatchCreateAttendee', 'ServiceUnavailableException', { retryAfterSeconds: 3 })
    const joins = joinAll(provider, meeting, 5)
    await until(() => clock.pending > 0)
    await clock.advance(2_999)
    expect(simulator.callsTo('BatchCreateAttendee')).toBe(1)
    await runClock(clock, () => simulator.callsTo('BatchCreateAttendee') === 2)
    expect(await joins).toHaveLength(5)
    expect(clock.pending).toBe(0)
  })

  it('repeats a single attendee that failed in passing, together with nobody it does not need', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.failAttendee('user-1', { errorCode: 'ServiceUnavailable', errorMessage: 'later' })
    const joins = joinAll(provider, meeting, 3)
    await runClock(clock, () => simulator.callsTo('CreateAttendee') === 1)
    expect(await joins).toHaveLength(3)
    expect(simulator.meetings()[0]?.attendees).toHaveLength(3)
  })

  it('tells when the repeat fails, too, and does not try for a third time', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    const times = Number.POSITIVE_INFINITY
    simulator.throwNext('BatchCreateAttendee', 'ServiceUnavailableException', { times })
    const outcomes = Promise.allSettled(['a1', 'a2'].map((id) => joined(provider, meeting, joining(id))))
    await runClock(clock, () => simulator.callsTo('BatchCreateAttendee') === 2)
    const refused = { status: 'rejected', reason: { code: 'unavailable', retryable: true, effect: 'none' } }
    expect(await outcomes).toMatchObject([refused, refused])
    expect(clock.pending).toBe(0)
  })

  it('does not wait for a repeat that would come after the time limit', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.throwNext('CreateAttendee', 'ServiceUnavailableException', { retryAfterSeconds: 30 })
    const error = await failure(joined(provider, meeting, joining(), calling({ remainingMs: 15_000 })))
    expect(error).toMatchObject({ code: 'unavailable', retryAfterMs: 30_000, effect: 'none' })
    expect(clock.pending).toBe(0)
  })

  it('does not repeat what may have happened', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    simulator.throwNext('CreateAttendee', 'ServiceFailureException', { processed: true })
    expect(await failure(joined(provider, meeting))).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    expect(simulator.callsTo('CreateAttendee')).toBe(1)
  })

  it('paces joins by the rate limit, so that Chime never has to refuse one', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock, rates: quota, config: { rateLimit: quota } })
    const meeting = await created(provider)
    const joins: Promise<unknown>[] = []
    for (let index = 0; index < 80; index += 1) {
      joins.push(joined(provider, meeting, joining(`user-${index}`)))
      await turn()
      await until(
        () =>
          clock.pending > 0 ||
          simulator.callsTo('CreateAttendee') + simulator.callsTo('BatchCreateAttendee') > index,
      )
    }
    // Twenty plain calls, twenty batches of one, and the rest waits for the next turn to go together.
    expect([simulator.callsTo('CreateAttendee'), simulator.callsTo('BatchCreateAttendee')]).toEqual([20, 20])
    await clock.advance(100)
    await Promise.all(joins)
    expect(simulator.callsTo('BatchCreateAttendee')).toBe(21)
    expect(simulator.meetings()[0]?.attendees).toHaveLength(80)
  })

  it('lets in 500 people of two classes within the first second of the default quota', async () => {
    const clock = new TestClock()
    const start = clock.now()
    const { simulator, provider } = await setup({ clock, rates: quota, config: { rateLimit: quota } })
    const [one, two] = [await created(provider), await created(provider, { id: 'class-43' })]
    const joins = Promise.all([joinAll(provider, one, 250), joinAll(provider, two, 250)])
    const sessions = await joins
    expect(sessions.flat()).toHaveLength(500)
    expect(simulator.meetings().map(({ attendees }) => attendees.length)).toEqual([250, 250])
    expect(simulator.callsTo('BatchCreateAttendee')).toBe(6)
    expect(clock.now() - start).toBe(0)
  })

  it('lets a crowd of many small meetings in at the pace of both calls together', async () => {
    const clock = new TestClock()
    const start = clock.now()
    const { simulator, provider } = await setup({ clock, rates: quota, config: { rateLimit: quota } })
    const meetings: ProviderMeeting[] = []
    const creation = (async () => {
      for (let index = 0; index < 60; index += 1)
        meetings.push(await created(provider, { id: `class-${index}` }))
    })()
    await runClock(clock, () => meetings.length === 60)
    await creation
    const startOfJoins = clock.now()
    expect(startOfJoins - start).toBeGreaterThanOrEqual(3_980)
    const all = Promise.all(meetings.map((meeting) => joinAll(provider, meeting, 2)))
    await runClock(clock, () => simulator.meetings().every(({ attendees }) => attendees.length === 2))
    await all
    expect(clock.now() - startOfJoins).toBeLessThan(4_000)
    expect(simulator.requests.length).toBe(
      60 + simulator.callsTo('CreateAttendee') + simulator.callsTo('BatchCreateAttendee'),
    )
  })
})

describe('a caller who gives up while joins are gathered', () => {
  it('leaves the queue without a trace if it is not sent yet', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock, config: { rateLimit: { perSecond: 1, burst: 1 } } })
    const meeting = await created(provider)
    await joinAll(provider, meeting, 1)
    await joinAll(provider, meeting, 1, 'other')
    const controller = new AbortController()
    const errors = ['a1', 'a2'].map((id) =>
      failure(joined(provider, meeting, joining(id), calling({ signal: controller.signal }))),
    )
    await until(() => clock.pending === 1)
    controller.abort()
    for (const error of await Promise.all(errors))
      expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(clock.pending).toBe(0)
    await clock.advance(10_000)
    expect(simulator.meetings()[0]?.attendees).toHaveLength(2)
  })

  it('does not hold up those who still wait', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock, config: { rateLimit: { perSecond: 1, burst: 1 } } })
    const meeting = await created(provider)
    await joinAll(provider, meeting, 1)
    await joinAll(provider, meeting, 1, 'other')
    const controller = new AbortController()
    const leaving = failure(joined(provider, meeting, joining('a1'), calling({ signal: controller.signal })))
    const staying = joined(provider, meeting, joining('a2'))
    await until(() => clock.pending === 1)
    controller.abort()
    expect((await leaving).effect).toBe('none')
    await runClock(clock, () => simulator.meetings()[0]?.attendees.length === 3)
    expect((await staying).Attendee.ExternalUserId).toBe('a2')
  })

  it('is free at once, while the batch goes on for the others and the attendee made for it is deleted', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.stage({ kind: 'delay', when: 'BatchCreateAttendee', ms: 1_000 })
    const controller = new AbortController()
    const leaving = failure(
      joined(provider, meeting, joining('a1'), calling({ signal: controller.signal, abortable: true })),
    )
    const staying = joined(provider, meeting, joining('a2'))
    await until(() => simulator.callsTo('BatchCreateAttendee') === 1)
    controller.abort()
    expect(await leaving).toMatchObject({ code: 'aborted', effect: 'unknown' })
    await runClock(clock, () => simulator.callsTo('DeleteAttendee') === 1)
    expect((await staying).Attendee.ExternalUserId).toBe('a2')
    await provider.close()
    expect(simulator.meetings()[0]?.attendees.map(({ externalUserId }) => externalUserId)).toEqual(['a2'])
  })

  it('is not repeated after a failure of the batch that it has left', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.stage({ kind: 'hang', when: 'CreateAttendee' })
    const one = new AbortController()
    const sent = failure(joined(provider, meeting, joining('a1'), calling({ signal: one.signal })))
    await until(() => simulator.callsTo('CreateAttendee') === 1)
    one.abort()
    expect((await sent).effect).toBe('unknown')

    simulator.throwNext('CreateAttendee', 'ThrottlingException')
    const two = new AbortController()
    const waiting = failure(joined(provider, meeting, joining('a2'), calling({ signal: two.signal })))
    await until(() => clock.pending === 1)
    two.abort()
    expect((await waiting).effect).toBe('none')
    expect(clock.pending).toBe(0)
    await clock.advance(1_000)
    expect(simulator.callsTo('CreateAttendee')).toBe(2)
    await simulator.close()
  })
})
