import { expect, it } from 'vitest'
import type { ProviderMeeting } from '../../../src/spec/provider.js'
import { type Machine, world } from './seats/support.js'
import { failure } from './setup.js'

const verbs: readonly (readonly [
  string,
  (machine: Machine, meeting: ProviderMeeting) => Promise<unknown>,
])[] = [
  ['join', (machine, meeting) => machine.join(meeting, 'ada')],
  ['leave', (machine, meeting) => machine.leave(meeting, 'ada')],
  ['removeParticipant', (machine, meeting) => machine.remove(meeting, 'ada')],
  ['promote', (machine, meeting) => machine.promote(meeting, 'ada')],
  ['demote', (machine, meeting) => machine.demote(meeting, 'ada')],
  ['the list of seats', (machine, meeting) => machine.seats(meeting)],
  ['sweep', (machine, meeting) => machine.sweep(meeting)],
  ['info', (machine, meeting) => machine.info(meeting)],
  ['end', (machine, meeting) => machine.end(meeting)],
]

it.each(verbs)(
  '%s reaches no meeting of another control region, and names the region',
  async (_name, call) => {
    const { machine, run, simulator } = await world({ region: 'us-east-1' })
    const settings = { durationMinutes: 60, expireIfNoUserJoinedMinutes: 1 }
    const meeting = await run(machine.create(settings))
    const elsewhere = { ...meeting, vendor: { ...meeting.vendor, region: 'eu-central-1' } }
    const calls = simulator.requests.length
    const error = await failure(run(call(machine, elsewhere)))
    expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
    expect(error.message).toContain('eu-central-1')
    expect(simulator.requests).toHaveLength(calls)
  },
)
