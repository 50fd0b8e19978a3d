import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { Store } from '../../../../src/ports/store.js'
import type { MeetingProvider, ProviderMeeting } from '../../../../src/spec/provider.js'
import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import type { ChimeSimulator, SimulatedChimeEvent } from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling, created, joined, joining, type Setup, setup } from '../setup.js'
import { eventsOf, message, trustedOne } from './support.js'

const config = { replicas: 2, reservedSeats: 0 }

/** An event as a queue gets it. */
function bodyOf({ detail, region, detailType }: SimulatedChimeEvent): unknown {
  return { ...message('x'), region, 'detail-type': detailType, detail }
}

/** A meeting of one seat, and somebody in its replica. */
async function crowd({
  provider,
}: Pick<Setup, 'provider'>): Promise<{ meeting: ProviderMeeting; replicaId: string }> {
  const meeting = await created(provider, { maxParticipants: 251 })
  const seats = Array.from({ length: 250 }, (_, index) => joined(provider, meeting, joining(`p${index}`)))
  await Promise.all(seats)
  const late = await joined(provider, meeting, joining('late'))
  return { meeting, replicaId: late.Meeting.MeetingId }
}

/** What a provider makes of everything that the simulated region tells, as fast as it can be. */
function listen(
  simulator: ChimeSimulator,
  provider: MeetingProvider,
): () => Promise<readonly ProviderEvent[]> {
  const told: Promise<ProviderEvent>[] = []
  simulator.onEvent((event) => told.push(trustedOne(eventsOf(provider), bodyOf(event))))
  return () => Promise.all(told)
}

describe('events of a replica', () => {
  it('are about the meeting itself, whose life is not that of its replicas', async () => {
    const { simulator, provider } = await setup({ config })
    const heard = listen(simulator, provider)
    const { meeting, replicaId } = await crowd({ provider })
    const [late] = simulator.meetings().find((one) => one.meetingId === replicaId)?.attendees ?? []
    simulator.connect({ meetingId: replicaId, joinToken: late?.joinToken ?? '' })
    await heard()
    simulator.forget(replicaId)
    const events = await heard()
    const ofReplica = events.filter(
      ({ providerData }) => (providerData['detail'] as { meetingId: string }).meetingId === replicaId,
    )
    expect(ofReplica.map(({ type, vendorType }) => `${vendorType} ${type}`)).toEqual([
      'chime:MeetingStarted other',
      'chime:AttendeeAdded other',
      'chime:AttendeeAuthorized other',
      'chime:AttendeeJoined participant.joined',
      'chime:MeetingEnded other',
    ])
    for (const event of ofReplica) expect(event.meeting).toEqual({ key: 'class-42', vendor: meeting.vendor })
    expect(events.filter(({ type }) => type === 'meeting.created')).toHaveLength(1)
    expect(events.filter(({ type }) => type === 'meeting.ended')).toHaveLength(0)
  })

  it('are known for what they are in another process, by the store', async () => {
    const clock = new TestClock()
    const store = memoryStore(clock)
    const { simulator, provider, another } = await setup({ config, store, clock })
    const { meeting, replicaId } = await clock.settle(crowd({ provider }))
    const calls = simulator.requests.length
    const detail = { meetingId: replicaId, attendeeId: replicaId, externalUserId: 'late' }
    const event = await trustedOne(eventsOf(another()), message('AttendeeLeft', detail))
    expect(event.meeting?.vendor['meetingId']).toBe(meeting.vendor['meetingId'])
    expect(simulator.requests).toHaveLength(calls)
  })

  it('keep the seat of who is in it, and give it free when the person left', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ config, clock })
    const { meeting, replicaId } = await clock.settle(crowd({ provider }))
    const replica = (): readonly string[] =>
      simulator
        .meetings()
        .find((one) => one.meetingId === replicaId)
        ?.attendees.map((a) => a.externalUserId) ?? []
    const [late] = simulator.meetings().find((one) => one.meetingId === replicaId)?.attendees ?? []
    await clock.advance(1_000)
    const left = message('AttendeeLeft', {
      timestamp: clock.now(),
      meetingId: replicaId,
      attendeeId: late?.attendeeId,
      externalUserId: 'late',
    })
    const events = eventsOf(provider)
    const call = calling()
    await events.observe?.(meeting, await trustedOne(events, left), call)
    expect(replica()).toEqual(['late'])
    await clock.advance(60_000)
    expect(await clock.settle((async () => provider.sweep?.(meeting, call))())).toMatchObject({
      seatsFreed: 1,
    })
    expect(replica()).toEqual([])
  })

  it('that somebody asked for as a meeting of its own are about that', async () => {
    const { simulator, provider } = await setup({ config })
    const heard = listen(simulator, provider)
    const primary = await created(provider)
    const own = await created(provider, {
      id: 'overflow',
      key: 'overflow',
      providerOptions: { chime: { primaryMeetingId: primary.vendor['meetingId'] ?? '' } },
    })
    const events = await heard()
    expect(events.map(({ type }) => type)).toEqual(['meeting.created', 'meeting.created'])
    expect(events[1]?.meeting).toEqual({ key: 'overflow', vendor: own.vendor })
  })

  it('cost instances without replicas not even a look', async () => {
    const asked: string[] = []
    const clock = new TestClock()
    const inner = memoryStore(clock)
    const store: Store = {
      ...inner,
      get: (key) => {
        asked.push(key)
        return inner.get(key)
      },
    }
    const { simulator, provider } = await setup({ store, clock })
    await trustedOne(eventsOf(provider), message('MeetingStarted'))
    expect(asked).toEqual([])
    expect(simulator.requests).toHaveLength(0)
  })

  it('are taken for their own where nobody can be asked', async () => {
    const { simulator, provider } = await setup({ config })
    simulator.throwNext('GetMeeting', 'ForbiddenException')
    expect(await trustedOne(eventsOf(provider), message('MeetingStarted'))).toMatchObject({
      type: 'meeting.created',
    })
    expect(simulator.callsTo('GetMeeting')).toBe(1)
  })
})
