import { describe, expect, it } from 'vitest'
import { forAll, laterStep } from '../../../providers/chime/several-steps.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { people, world } from './seats/support.js'
import { calling, created, failure, joined, joining, setup } from './setup.js'

const forbidden = (effect: 'none' | 'unknown'): MeetingError =>
  new MeetingError({ code: 'forbidden', message: 'no', effect })

function required<T>(method: T | undefined): T {
  if (method === undefined) throw new Error('the provider has no such method')
  return method
}

describe('what is done in several steps', () => {
  it('fails with no effect only where nobody was concerned by it', async () => {
    const done: number[] = []
    const run = (errors: readonly (MeetingError | undefined)[]): Promise<void> =>
      forAll(errors, async (error) => {
        if (error !== undefined) throw error
        done.push(1)
      })
    await run([])
    await run([undefined, undefined])
    expect(await failure(run([forbidden('none'), forbidden('none')]))).toMatchObject({ effect: 'none' })
    expect(done).toHaveLength(2)
    expect(await failure(run([forbidden('none'), undefined]))).toMatchObject({
      code: 'forbidden',
      effect: 'unknown',
    })
    expect(done).toHaveLength(3)
    expect(await failure(run([forbidden('none'), forbidden('unknown')]))).toMatchObject({ effect: 'unknown' })
  })

  it('has had an effect where a later step fails', async () => {
    expect(await laterStep(Promise.resolve(1))).toBe(1)
    expect(await failure(laterStep(Promise.reject(forbidden('none'))))).toMatchObject({ effect: 'unknown' })
    await expect(laterStep(Promise.reject(new TypeError('a bug')))).rejects.toThrow(TypeError)
  })

  it('is said of a mute of which a part went through', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    for (let n = 0; n < 6; n += 1) await joined(provider, meeting, joining(`s${n}`))
    const times = Number.POSITIVE_INFINITY
    simulator.throwNext('UpdateAttendeeCapabilities', 'ServiceUnavailableException', { times })
    const error = await clock.settle(
      failure(required(provider.muteParticipants).call(provider, meeting, {}, calling())),
    )
    expect(error).toMatchObject({ code: 'unavailable', retryable: true, effect: 'unknown' })
    const mutes = simulator.meetings()[0]?.attendees.map(({ capabilities }) => capabilities.Audio)
    expect(mutes?.filter((audio) => audio === 'Receive')).toHaveLength(5)
    simulator.heal()
    expect((await required(provider.muteParticipants).call(provider, meeting, {}, calling())).changed).toBe(1)
  })

  it('is said of a change of role that the store has noted and Chime has not', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider, { locks: { camera: true } })
    await joined(provider, meeting, joining('ada'))
    simulator.denyAction('chime:UpdateAttendeeCapabilities')
    expect(
      await failure(required(provider.changeRole).call(provider, meeting, 'ada', 'moderator', calling())),
    ).toMatchObject({
      code: 'forbidden',
      effect: 'unknown',
    })
  })

  it('is not said of a lock that was refused as a whole', async () => {
    const { simulator, provider } = await setup()
    const meeting = await created(provider)
    for (let n = 0; n < 6; n += 1) await joined(provider, meeting, joining(`s${n}`))
    simulator.denyAction('chime:BatchUpdateAttendeeCapabilitiesExcept')
    expect(
      await failure(required(provider.lock).call(provider, meeting, { camera: true }, calling())),
    ).toMatchObject({
      code: 'forbidden',
      effect: 'none',
    })
  })

  it('is said of somebody who was sent out on one device, and the rest is done by the next call', async () => {
    const there = await world()
    const { machine, run, simulator, clock } = there
    const rule = { expireWhenLastUserLeftMinutes: 1 }
    const meeting = await run(machine.create(rule))
    await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'ada', { device: 'phone' }))
    simulator.throwNext('DeleteAttendee', 'ForbiddenException')
    expect(await run(failure(machine.remove(meeting, 'ada')))).toMatchObject({
      code: 'forbidden',
      effect: 'unknown',
    })
    expect(people(there)).toHaveLength(1)
    expect(await run(machine.remove(meeting, 'ada'))).toBe('done')
    expect(people(there)).toEqual([])
    // Both are remembered as gone, so the meeting counts as empty.
    await clock.advance(60_000)
    expect((await run(machine.info(meeting))).status).toBe('ended')
  })
})
