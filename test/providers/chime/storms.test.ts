import { describe, expect, it } from 'vitest'
import type { Meetings } from '../../../src/meetings.js'
import type { CreateMeetingResult } from '../../../src/spec/create-meeting.js'
import { failures, quotaMs, type Storm, storm } from './storm.js'

const MEETINGS = 200
const PEOPLE = 2_000
/** How much longer than one process may several take that know nothing of each other. */
const SHARED = 1.3

function createAll(machines: readonly Meetings[], timeoutMs?: number): Promise<CreateMeetingResult>[] {
  return Array.from({ length: MEETINGS }, (_, at) =>
    turnOf(machines, at).createMeeting({ id: `class-${at}` }, timeoutMs === undefined ? {} : { timeoutMs }),
  )
}

function joinAll(machines: readonly Meetings[], ids: readonly string[]): Promise<unknown>[] {
  return Array.from({ length: PEOPLE }, (_, at) => {
    const participant = { id: `user-${at}`, name: `User ${at}` }
    return turnOf(machines, Math.floor(at / ids.length)).join(turnOf(ids, at), { participant })
  })
}

function turnOf<T>(list: readonly T[], at: number): T {
  const turn = list[at % list.length]
  if (turn === undefined) throw new Error('nobody is there')
  return turn
}

async function machinesOf({ machine }: Storm, processes: number): Promise<Meetings[]> {
  return Promise.all(Array.from({ length: processes }, () => machine()))
}

describe('200 meetings made at once under the default quota', () => {
  it('are all there as soon as the quota allows, and Chime has to refuse nothing', async () => {
    const scene = await storm()
    const { outcomes, ms } = await scene.run(createAll(await machinesOf(scene, 1), 60_000))
    expect(failures(outcomes)).toEqual([])
    expect(scene.simulator.meetings()).toHaveLength(MEETINGS)
    expect(scene.simulator.callsTo('CreateMeeting')).toBe(MEETINGS)
    expect(ms).toBe(quotaMs(MEETINGS))
  })

  it.each([2, 4])('by %i processes that share the quota are all there, hardly later', async (processes) => {
    const scene = await storm()
    const { outcomes, ms } = await scene.run(createAll(await machinesOf(scene, processes), 60_000))
    expect(failures(outcomes)).toEqual([])
    expect(scene.simulator.meetings()).toHaveLength(MEETINGS)
    expect(scene.simulator.callsTo('CreateMeeting')).toBeGreaterThan(MEETINGS)
    expect(ms).toBeLessThanOrEqual(quotaMs(MEETINGS) * SHARED)
    expect(scene.clock.pending).toBe(0)
  })

  it('are all there although Chime says for a while when to come back', async () => {
    const scene = await storm()
    const machines = await machinesOf(scene, 2)
    const times = 30
    scene.simulator.throwNext('CreateMeeting', 'ThrottlingException', { times, retryAfterSeconds: 2 })
    const { outcomes, ms } = await scene.run(createAll(machines, 60_000))
    expect(failures(outcomes)).toEqual([])
    expect(scene.simulator.meetings()).toHaveLength(MEETINGS)
    expect(ms).toBeGreaterThanOrEqual(2_000)
    // Whoever is told to come back later lets everybody else wait, too: nobody asks meanwhile.
    expect(ms).toBeLessThanOrEqual(quotaMs(MEETINGS) * SHARED + 2 * 2_100)
  })

  it('need not all fit the time limit: who comes too late is told at once, and by when to come back', async () => {
    const scene = await storm()
    const [machine] = await machinesOf(scene, 1)
    if (machine === undefined) return
    const told: number[] = []
    const creations = createAll([machine])
    for (const creation of creations) creation.catch(() => told.push(scene.clock.now()))
    const start = scene.clock.now()
    const { outcomes, ms } = await scene.run(creations)
    const errors = failures(outcomes)
    // 15 s are enough for 20 at once and 149 more.
    expect(scene.simulator.meetings()).toHaveLength(169)
    expect(errors).toHaveLength(31)
    for (const error of errors)
      expect(error).toMatchObject({
        code: 'rate-limited',
        effect: 'none',
        retryable: true,
        retryAfterMs: 15_000,
      })
    expect(new Set(told)).toEqual(new Set([start]))
    expect(ms).toBe(14_900)
  })
})

describe('2,000 people who join 20 meetings at once under the default quota', () => {
  it.each([1, 2, 4])('through %i processes are all let in as soon as the quota allows', async (processes) => {
    const scene = await storm()
    const machines = await machinesOf(scene, processes)
    const ids = Array.from({ length: 20 }, (_, at) => `class-${at}`)
    const made = await scene.run(ids.map((id) => turnOf(machines, 0).createMeeting({ id })))
    expect(failures(made.outcomes)).toEqual([])
    const { outcomes, ms } = await scene.run(joinAll(machines, ids))
    expect(failures(outcomes)).toEqual([])
    for (const { attendees } of scene.simulator.meetings()) expect(attendees).toHaveLength(100)
    // Every process has somebody for every meeting, and its own people in a batch.
    expect(ms).toBeLessThanOrEqual(quotaMs(20 * processes) * SHARED)
    expect(scene.clock.pending).toBe(0)
  })
})
