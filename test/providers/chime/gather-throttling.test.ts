import { describe, expect, it } from 'vitest'
import { calling, failure, until } from './setup.js'
import { classOn, failures, storm } from './storm.js'

const everybody = Array.from({ length: 5 }, (_, at) => `user-${at}`)

describe('joins that Chime throttles', () => {
  it('go again together, after pauses that double, until they are in', async () => {
    const scene = await storm()
    const { join, inside } = await classOn(scene, scene.api({ rateLimit: 'unlimited' }))
    scene.simulator.throwNext('BatchCreateAttendee', 'ThrottlingException', { times: 5 })
    const { outcomes, ms } = await scene.run(everybody.map((id) => join(id)))
    expect(failures(outcomes)).toEqual([])
    expect(inside()).toEqual(everybody)
    expect(scene.simulator.callsTo('BatchCreateAttendee')).toBe(6)
    expect(scene.simulator.callsTo('CreateAttendee')).toBe(0)
    expect(ms).toBeGreaterThanOrEqual(1_550)
    expect(ms).toBeLessThanOrEqual(3_100)
    expect(scene.clock.pending).toBe(0)
  })

  it('wait for as long as Chime asks', async () => {
    const scene = await storm()
    const { join } = await classOn(scene, scene.api())
    scene.simulator.throwNext('BatchCreateAttendee', 'ThrottlingException', { retryAfterSeconds: 3 })
    const { outcomes, ms } = await scene.run(everybody.map((id) => join(id)))
    expect(failures(outcomes)).toEqual([])
    expect(ms).toBeGreaterThanOrEqual(3_050)
    expect(ms).toBeLessThanOrEqual(3_100)
  })

  it('go again by themselves where Chime throttles single people of a batch, more than once', async () => {
    const scene = await storm()
    const { join, inside } = await classOn(scene, scene.api())
    for (const id of ['user-1', 'user-3'])
      scene.simulator.failAttendee(id, { errorCode: 'Throttling', errorMessage: 'later', times: 4 })
    const { outcomes, ms } = await scene.run(everybody.map((id) => join(id)))
    expect(failures(outcomes)).toEqual([])
    expect(inside()).toEqual(['user-0', 'user-2', 'user-4', 'user-1', 'user-3'])
    expect(ms).toBeGreaterThan(0)
    expect(scene.clock.pending).toBe(0)
  })

  it('fail within their time limit, and harm nobody else, where Chime does not stop', async () => {
    const scene = await storm()
    const { join, inside } = await classOn(scene, scene.api())
    const times = Number.POSITIVE_INFINITY
    scene.simulator.failAttendee('user-1', { errorCode: 'Throttling', errorMessage: 'later', times })
    const { outcomes, ms } = await scene.run(everybody.map((id) => join(id, { remainingMs: 15_000 })))
    expect(failures(outcomes)).toMatchObject([
      { code: 'rate-limited', retryable: true, effect: 'none', vendorCode: 'ThrottlingException' },
    ])
    expect(inside()).toHaveLength(4)
    expect(ms).toBeLessThan(15_000)
    expect(scene.clock.pending).toBe(0)
  })

  it('are given up after thirty tries where there is no time limit', async () => {
    const scene = await storm()
    const { join } = await classOn(scene, scene.api())
    const times = Number.POSITIVE_INFINITY
    scene.simulator.throwNext('CreateAttendee', 'ThrottlingException', { times })
    const { outcomes } = await scene.run([join('ada', { remainingMs: Number.POSITIVE_INFINITY })])
    expect(failures(outcomes)).toMatchObject([{ code: 'rate-limited', effect: 'none' }])
    const { simulator } = scene
    expect(simulator.callsTo('CreateAttendee') + simulator.callsTo('BatchCreateAttendee')).toBe(30)
  })

  it('fail at once where their turn would certainly come too late', async () => {
    const scene = await storm()
    const api = scene.api({ rateLimit: { perSecond: 1, burst: 1 } })
    const { gather } = await classOn(scene, api)
    for (const id of ['class-43', 'class-44', 'class-45', 'class-46']) await classOn(scene, api, id)
    const meetings = scene.simulator.meetings()
    const start = scene.clock.now()
    const told: number[] = []
    const joins = meetings.map(({ meetingId }) =>
      gather.join(meetingId, { ExternalUserId: 'ada' }, calling({ remainingMs: 1_000 })),
    )
    for (const join of joins) join.catch(() => told.push(scene.clock.now() - start))
    const { outcomes } = await scene.run(joins)
    // Either call has one at once; the next of each comes after a second, which is when their time is up.
    expect(failures(outcomes)).toMatchObject([
      { code: 'rate-limited', retryAfterMs: 1_000, effect: 'none' },
      { code: 'rate-limited', retryAfterMs: 1_000, effect: 'none' },
      { code: 'rate-limited', retryAfterMs: 1_000, effect: 'none' },
    ])
    expect(told).toEqual([0, 0, 0])
    expect(scene.clock.pending).toBe(0)
  })

  it('leave nothing behind when they are cancelled while they wait to go again', async () => {
    const scene = await storm()
    const { join, inside } = await classOn(scene, scene.api())
    scene.simulator.throwNext('BatchCreateAttendee', 'ThrottlingException', { retryAfterSeconds: 5 })
    const controller = new AbortController()
    scene.clock.after(1_000, () => controller.abort())
    const { outcomes, ms } = await scene.run(everybody.map((id) => join(id, { signal: controller.signal })))
    for (const error of failures(outcomes)) expect(error).toMatchObject({ code: 'aborted', effect: 'none' })
    expect(failures(outcomes)).toHaveLength(5)
    expect([ms, scene.clock.pending, inside()]).toEqual([1_000, 0, []])
  })

  it('do not keep the seat of somebody who left from being given free, however often Chime throttles that', async () => {
    const scene = await storm()
    const { join, inside, inFlight } = await classOn(scene, scene.api())
    scene.simulator.stage({ kind: 'delay', when: 'CreateAttendee', ms: 100 })
    scene.simulator.throwNext('DeleteAttendee', 'ThrottlingException', { times: 6 })
    const controller = new AbortController()
    const leaving = failure(join('ada', { signal: controller.signal }))
    await until(() => scene.simulator.callsTo('CreateAttendee') === 1)
    controller.abort()
    expect(await leaving).toMatchObject({ code: 'aborted', effect: 'unknown' })
    await scene.clock.settle(inFlight.idle(scene.clock, 60_000), 60_000)
    expect(scene.simulator.callsTo('DeleteAttendee')).toBe(7)
    expect(inside()).toEqual([])
  })
})
