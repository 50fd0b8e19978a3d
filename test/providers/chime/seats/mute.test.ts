import { describe, expect, it } from 'vitest'
import { rememberMuted } from '../../../../providers/chime/seats/remember-muted.js'
import { rememberRole } from '../../../../providers/chime/seats/remember-role.js'
import { brokenStore, type World, world } from './support.js'

async function noted(
  { machine, run }: World,
  meeting: Parameters<World['machine']['seats']>[0],
  note: typeof rememberMuted,
  value: boolean,
): Promise<void> {
  for (const seat of await run(machine.seats(meeting))) await note(machine.parts, seat, value)
}

describe('what moderation notes of seats on Chime', () => {
  it('keeps somebody muted who joins again, until the mute is taken back', async () => {
    const there = await world()
    const { machine, another, run, clock } = there
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await noted(there, meeting, rememberMuted, true)
    const audio = async (): Promise<string | undefined> =>
      (await run(another().join(meeting, 'ada'))).Attendee.Capabilities?.Audio
    expect(await audio()).toBe('Receive')
    await run(machine.leave(meeting, 'ada'))
    expect(await audio()).toBe('Receive')
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(60_000)
    expect((await run(machine.sweep(meeting))).seatsFreed).toBe(1)
    expect(await audio()).toBe('Receive')
    await noted(there, meeting, rememberMuted, false)
    expect(await audio()).toBe('SendReceive')
  })

  it('ends a mute with the role in which it was suffered', async () => {
    const there = await world()
    const { machine, run } = there
    const meeting = await run(machine.create())
    const audio = async (role: 'attendee' | 'moderator'): Promise<string | undefined> =>
      (await run(machine.join(meeting, 'ada', { role }))).Attendee.Capabilities?.Audio
    await audio('attendee')
    await noted(there, meeting, rememberMuted, true)
    expect(await audio('moderator')).toBe('SendReceive')
    expect(await audio('attendee')).toBe('SendReceive')
    await noted(there, meeting, rememberMuted, true)
    for (const seat of await run(machine.seats(meeting))) await rememberRole(machine.parts, seat, 'attendee')
    expect(await audio('attendee')).toBe('SendReceive')
  })

  it('tells which role a seat has, as it was joined or changed', async () => {
    const { machine, run } = await world()
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    const [seat] = await run(machine.seats(meeting))
    expect(seat?.role).toBe('attendee')
    if (seat !== undefined) await rememberRole(machine.parts, seat, 'moderator')
    expect((await run(machine.seats(meeting)))[0]?.role).toBe('moderator')
    await run(machine.join(meeting, 'ada'))
    expect((await run(machine.seats(meeting)))[0]?.role).toBe('attendee')
  })

  it('does without a store that fails', async () => {
    const { machine, run } = await world({ store: brokenStore })
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    for (const seat of await run(machine.seats(meeting))) {
      await expect(rememberRole(machine.parts, seat, 'moderator')).resolves.toBeUndefined()
      await expect(rememberMuted(machine.parts, seat, true)).resolves.toBeUndefined()
    }
  })
})
