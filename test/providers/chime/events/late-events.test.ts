import { describe, expect, it } from 'vitest'
import { lambdaBusHandler } from '../../../../providers/chime/events/lambda-bus.js'
import { observe } from '../../../../providers/chime/events/observe.js'
import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import { people, world } from '../seats/support.js'
import { chimeEvents, message, trustedOne } from './support.js'

/** Ada has joined and is connected; `tell` hands an event about her to the adapter. */
async function inside(settings: { readonly expireWhenLastUserLeftMinutes?: number } = {}) {
  const w = await world()
  const { machine, run, clock, simulator } = w
  const meeting = await run(machine.create(settings))
  const join = async () => (await run(machine.join(meeting, 'ada'))).Attendee
  const { AttendeeId, ExternalUserId, JoinToken } = await join()
  const meetingId = meeting.vendor['meetingId'] ?? ''
  simulator.connect({ meetingId, joinToken: JoinToken })
  const eventOf = (type: string, at: number): Promise<ProviderEvent> =>
    trustedOne(
      chimeEvents(),
      message(type, { timestamp: at, meetingId, attendeeId: AttendeeId, externalUserId: ExternalUserId }),
    )
  const tell = async (type: string, at: number): Promise<ProviderEvent> =>
    observe(machine.parts, meeting, await eventOf(type, at))
  const sweep = () => run(machine.sweep(meeting))
  await tell('AttendeeJoined', clock.now())
  return { ...w, join, tell, sweep }
}

describe('somebody who is inside keeps the seat', () => {
  it('where events come minutes late, and the one that they came back comes last', async () => {
    for (const settings of [{}, { expireWhenLastUserLeftMinutes: 2 }]) {
      const w = await inside(settings)
      const left = w.clock.now()
      await w.clock.advance(240_000)
      await w.tell('AttendeeDropped', left + 10_000)
      expect(await w.sweep()).toEqual({ meeting: 'open', seatsFreed: 0 })
      await w.tell('AttendeeJoined', left + 15_000)
      await w.clock.advance(70_000)
      expect(await w.sweep()).toEqual({ meeting: 'open', seatsFreed: 0 })
      expect(people(w)).toHaveLength(1)
    }
  })

  it('and loses it after the grace period where nobody came back', async () => {
    const w = await inside()
    const left = w.clock.now()
    await w.clock.advance(240_000)
    await w.tell('AttendeeLeft', left + 10_000)
    await w.clock.advance(60_000)
    expect(await w.sweep()).toEqual({ meeting: 'open', seatsFreed: 1 })
  })

  it('where the event that they came back was lost, and they switched something on', async () => {
    const w = await inside()
    await w.tell('AttendeeDropped', w.clock.now() + 1_000)
    await w.tell('AttendeeVideoStarted', w.clock.now() + 5_000)
    await w.clock.advance(120_000)
    expect(await w.sweep()).toEqual({ meeting: 'open', seatsFreed: 0 })
  })

  it('where they joined again before the event that they left came', async () => {
    const w = await inside()
    const left = w.clock.now() + 1_000
    await w.clock.advance(3_000)
    await w.join()
    await w.tell('AttendeeLeft', left)
    await w.clock.advance(120_000)
    expect(await w.sweep()).toEqual({ meeting: 'open', seatsFreed: 0 })
  })
})

it('an HTTP request is never believed, whatever is in its body', async () => {
  const body = JSON.stringify(message('MeetingEnded', {}))
  const events = chimeEvents()
  const handler = lambdaBusHandler(
    {
      receiveTrusted: async (given) => {
        await trustedOne(events, given)
        expect.unreachable('it was believed')
      },
    },
    { provider: 'chime' },
  )
  for (const request of [
    { requestContext: { http: { method: 'POST' } }, rawPath: '/', headers: {}, body },
    { httpMethod: 'POST', path: '/', headers: {}, body },
    { body },
    { Body: body },
    { eventSource: 'aws:other', body },
  ])
    await expect(handler(request)).rejects.toMatchObject({ code: 'invalid-request' })
})
