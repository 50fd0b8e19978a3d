import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import { type ChimeApi, mostTries } from '../../../providers/chime/api.js'
import { Gather } from '../../../providers/chime/gather.js'
import { InFlight } from '../../../providers/chime/in-flight.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { calling, failure } from './setup.js'
import { type Storm, storm } from './storm.js'

const MeetingId = '00000000-0000-0000-0000-000000000000'

/** A call that fails with `not-found` once Chime lets it through. */
function ask(api: ChimeApi, options: Parameters<typeof calling>[0] = {}): Promise<MeetingError> {
  return failure(api.call('GetMeeting', { MeetingId }, calling(options)))
}

async function outcomeOf<T>({ run }: Storm, work: Promise<T>): Promise<T> {
  await run([work])
  return work
}

/** The waits between requests. */
function waits({ sentAt }: Storm): number[] {
  return sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0))
}

describe('a call that Chime throttles', () => {
  it('goes again after pauses that double, and comes through', async () => {
    const scene = await storm()
    const api = scene.api({ rateLimit: 'unlimited' })
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { times: 7 })
    expect((await outcomeOf(scene, ask(api))).code).toBe('not-found')
    const longest = [100, 200, 400, 800, 1_600, 1_600, 1_600]
    expect(waits(scene)).toHaveLength(longest.length)
    for (const [index, wait] of waits(scene).entries()) {
      expect(wait).toBeLessThanOrEqual(longest[index] ?? 0)
      expect(wait).toBeGreaterThanOrEqual((longest[index] ?? 0) / 2)
    }
    expect(scene.clock.pending).toBe(0)
  })

  it('goes again before those that have not been sent, and they wait for as long as Chime asked', async () => {
    const scene = await storm()
    const api = scene.api({ rateLimit: { perSecond: 10, burst: 1 } })
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { retryAfterSeconds: 4 })
    const done: string[] = []
    const calls = ['first', 'second', 'third'].map((name) => ask(api).then(() => done.push(name)))
    await scene.run(calls)
    expect(done).toEqual(['first', 'second', 'third'])
    expect(waits(scene)[0]).toBeGreaterThanOrEqual(4_050)
    expect(waits(scene)[0]).toBeLessThanOrEqual(4_100)
    // Half the rate is left, and a tenth of it comes back with every call that passes.
    expect(waits(scene).slice(1)).toEqual([200, 167])
  })

  it('fails at once where its turn would come too late, and says how long Chime wants to be left alone', async () => {
    const scene = await storm()
    const api = scene.api()
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { retryAfterSeconds: 30 })
    const start = scene.clock.now()
    const error = await outcomeOf(scene, ask(api, { remainingMs: 15_000 }))
    expect(error).toMatchObject({
      code: 'rate-limited',
      retryable: true,
      retryAfterMs: 30_000,
      effect: 'none',
    })
    expect(error.vendorCode).toBe('ThrottlingException')
    // The next one need not even ask.
    const next = await outcomeOf(scene, ask(api, { remainingMs: 15_000 }))
    expect(next).toMatchObject({ code: 'rate-limited', retryable: true, effect: 'none' })
    expect(next.retryAfterMs).toBeGreaterThanOrEqual(30_050)
    expect([scene.simulator.callsTo('GetMeeting'), scene.clock.now() - start, scene.clock.pending]).toEqual([
      1, 0, 0,
    ])
  })

  it('fails within its time limit however long Chime goes on', async () => {
    const scene = await storm()
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { times: Number.POSITIVE_INFINITY })
    const work = ask(scene.api(), { remainingMs: 15_000 })
    const { ms } = await scene.run([work])
    expect(await work).toMatchObject({ code: 'rate-limited', effect: 'none' })
    expect((await work).retryAfterMs).toBeGreaterThan(0)
    expect(ms).toBeGreaterThan(10_000)
    expect(ms).toBeLessThan(15_000)
  })

  it('is given up after thirty tries where there is no time limit', async () => {
    const scene = await storm()
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { times: Number.POSITIVE_INFINITY })
    const error = await outcomeOf(scene, ask(scene.api(), { remainingMs: Number.POSITIVE_INFINITY }))
    expect(error).toMatchObject({ code: 'rate-limited', effect: 'none' })
    expect(mostTries).toBe(30)
    expect(scene.simulator.callsTo('GetMeeting')).toBe(30)
  })

  it.each([
    ['throttled', 0],
    ['queued behind it', 1],
  ])('leaves nothing behind when it is cancelled while it is %s', async (_how, which) => {
    const scene = await storm()
    const api = scene.api({ rateLimit: { perSecond: 10, burst: 1 } })
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { retryAfterSeconds: 10 })
    const controllers = [new AbortController(), new AbortController()]
    const calls = controllers.map(({ signal }) => ask(api, { signal, abortable: true }))
    scene.clock.after(500, () => controllers[which]?.abort())
    expect(await outcomeOf(scene, calls[which] as Promise<MeetingError>)).toMatchObject({
      code: 'aborted',
      effect: 'none',
    })
    expect((await outcomeOf(scene, calls[1 - which] as Promise<MeetingError>)).code).toBe('not-found')
    expect(scene.clock.pending).toBe(0)
    for (const { signal } of controllers) expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('is refused, and so are those behind it, when the provider is closed', async () => {
    const scene = await storm()
    const api = scene.api({ rateLimit: { perSecond: 10, burst: 2 } })
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { times: 2, retryAfterSeconds: 10 })
    const calls = [ask(api), ask(api), ask(api)]
    const closed = new MeetingError({ code: 'not-configured', message: 'closed', effect: 'none' })
    scene.clock.after(500, () => api.close(closed))
    await scene.run(calls)
    for (const call of calls) expect((await call).code).toBe('not-configured')
    expect(scene.clock.pending).toBe(0)
  })

  it('slows the calls of its own operation only', async () => {
    const scene = await storm()
    const api = scene.api()
    scene.simulator.throwNext('GetMeeting', 'ThrottlingException', { retryAfterSeconds: 5 })
    const slowed = ask(api)
    const { ms } = await scene.run([failure(api.call('DeleteMeeting', { MeetingId }, calling()))])
    expect(ms).toBe(0)
    expect((await outcomeOf(scene, slowed)).code).toBe('not-found')
  })
})

describe('the rate limit of an operation', () => {
  it('is one, whether joins are gathered or the operation is called by its name', async () => {
    const scene = await storm()
    const api = scene.api()
    const gather = new Gather({ api, clock: scene.clock, inFlight: new InFlight() })
    const people = Array.from({ length: 30 }, (_, at) => ({ ExternalUserId: `user-${at}` }))
    const single = (person: { ExternalUserId: string }): Promise<MeetingError> =>
      failure(api.call('CreateAttendee', { MeetingId, ...person }, calling()))
    const batch = (person: { ExternalUserId: string }): Promise<MeetingError> =>
      failure(api.call('BatchCreateAttendee', { MeetingId, Attendees: [person] }, calling()))
    const called = people.flatMap((person) => [single(person), batch(person)])
    const joined = failure(gather.join(MeetingId, { ExternalUserId: 'late' }, calling()))
    const { ms } = await scene.run([...called, joined])
    // 30 and 31 calls where 20 are free: the simulator, which counts them all, has nothing to refuse.
    for (const call of [...called, joined]) expect((await call).code).toBe('not-found')
    expect(scene.simulator.requests).toHaveLength(61)
    expect(ms).toBe(1_100)
  })
})
