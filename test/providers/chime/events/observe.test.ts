import { describe, expect, it } from 'vitest'
import { observe } from '../../../../providers/chime/events/observe.js'
import { joinMeeting } from '../../../../providers/chime/join.js'
import { readSeat } from '../../../../providers/chime/seats/ledger.js'
import { lastLeave } from '../../../../providers/chime/seats/left-marker.js'
import type { SeatEntry } from '../../../../providers/chime/seats/seat-entry.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import { systemClock } from '../../../../src/ports/clock.js'
import type { Store } from '../../../../src/ports/store.js'
import type { ProviderMeeting } from '../../../../src/spec/provider.js'
import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import { brokenStore, type Machine, people, type World, world } from '../seats/support.js'
import { calling, failure } from '../setup.js'
import { chimeEvents, message, trustedOne } from './support.js'

const MINUTE = 60_000

/** An event of a person who has a seat, as it was told `after` milliseconds from now. */
async function told(
  { clock }: World,
  type: string,
  meeting: ProviderMeeting,
  attendee: { readonly AttendeeId: string; readonly ExternalUserId?: string },
  after = 0,
): Promise<ProviderEvent> {
  const given = message(type, {
    timestamp: clock.now() + after,
    meetingId: meeting.vendor['meetingId'],
    attendeeId: attendee.AttendeeId,
    externalUserId: attendee.ExternalUserId,
  })
  return trustedOne(chimeEvents(), given)
}

async function seatOf(
  { parts }: Machine,
  meeting: ProviderMeeting,
  person: string,
): Promise<SeatEntry | undefined> {
  return readSeat(parts, meeting.vendor['meetingId'] ?? '', person)
}

describe('what events say of people', () => {
  it('has the name and the role that were given to join', async () => {
    const w = await world()
    const { machine, run } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada', { role: 'moderator', device: 'phone' }))
    for (const type of ['AttendeeJoined', 'AttendeeVideoStarted', 'AttendeeContentJoined', 'AttendeeLeft'])
      expect(await observe(machine.parts, meeting, await told(w, type, meeting, Attendee))).toMatchObject({
        participant: {
          id: 'ada',
          device: 'phone',
          connectionId: Attendee.AttendeeId,
          name: 'Ada',
          role: 'moderator',
        },
      })
  })

  it('goes on as it came where nobody is remembered, and where it is about nobody', async () => {
    const w = await world()
    const { machine, run } = w
    const meeting = await run(machine.create())
    const stranger = await told(w, 'AttendeeJoined', meeting, { AttendeeId: 'x', ExternalUserId: 'eve' })
    expect(await observe(machine.parts, meeting, stranger)).toEqual(stranger)
    const ended = await trustedOne(chimeEvents(), message('MeetingEnded'))
    expect(await observe(machine.parts, meeting, ended)).toBe(ended)
    expect(await observe(machine.parts, { ...meeting, vendor: {} }, stranger)).toBe(stranger)
  })

  it('has the newest name, and keeps it where a seat is asked for by somebody who says none', async () => {
    const w = await world({ config: { replicas: 1 } })
    const { machine, run } = w
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    const named = { participant: { id: 'ada', name: 'Lady Ada' }, role: 'attendee', verify: false } as const
    await run(joinMeeting(machine.parts, meeting, named, calling()))
    expect(await seatOf(machine, meeting, 'ada')).toMatchObject({ name: 'Lady Ada' })
    await run(machine.promote(meeting, 'ada'))
    expect(await seatOf(machine, meeting, 'ada')).toMatchObject({ name: 'Lady Ada' })
  })

  it('costs who joins again under the same name no write', async () => {
    const writes: string[] = []
    const inner = memoryStore(systemClock)
    const store: Store = {
      ...inner,
      set: (key, value, ttlMs) => {
        writes.push(key)
        return inner.set(key, value, ttlMs)
      },
    }
    const { machine, run } = await world({ store })
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    expect(writes).toHaveLength(1)
    await run(machine.join(meeting, 'ada'))
    expect(writes).toHaveLength(1)
  })
})

describe('a seat whose person left by an event', () => {
  it('is given free after the grace period', async () => {
    const w = await world()
    const { machine, run, clock } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    await run(machine.join(meeting, 'bob'))
    await clock.advance(1_000)
    await observe(machine.parts, meeting, await told(w, 'AttendeeDropped', meeting, Attendee))
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 0 })
    await clock.advance(MINUTE)
    expect(await run(machine.sweep(meeting))).toEqual({ meeting: 'open', seatsFreed: 1 })
    expect(people(w)).toEqual(['bob'])
  })

  it('is given to who finds the meeting full', async () => {
    const w = await world()
    const { machine, run, clock } = w
    const meeting = await run(machine.create({ maxParticipants: 1 }))
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    await clock.advance(1_000)
    expect(await failure(run(machine.join(meeting, 'bob')))).toMatchObject({ code: 'capacity' })
    await observe(machine.parts, meeting, await told(w, 'AttendeeLeft', meeting, Attendee))
    await clock.advance(MINUTE)
    await run(machine.join(meeting, 'bob'))
    expect(people(w)).toEqual(['bob'])
  })

  it('is kept for who came back, in whatever order that is told', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
      [1, 0, 0, 1],
    ]) {
      const w = await world()
      const { machine, run, clock } = w
      const meeting = await run(machine.create())
      const { Attendee } = await run(machine.join(meeting, 'ada'))
      const events = [
        await told(w, 'AttendeeLeft', meeting, Attendee, 1_000),
        await told(w, 'AttendeeJoined', meeting, Attendee, 2_000),
      ]
      await clock.advance(3_000)
      for (const index of order) {
        const event = events[index]
        if (event !== undefined) await observe(machine.parts, meeting, event)
      }
      await clock.advance(2 * MINUTE)
      expect(await run(machine.sweep(meeting))).toMatchObject({ seatsFreed: 0 })
      expect(people(w)).toEqual(['ada'])
    }
  })

  it('is kept for who joined again before the event of leaving came', async () => {
    const w = await world()
    const { machine, run, clock } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    await clock.advance(1_000)
    const late = await told(w, 'AttendeeLeft', meeting, Attendee)
    await run(machine.leave(meeting, 'ada'))
    await clock.advance(1_000)
    await run(machine.join(meeting, 'ada'))
    await observe(machine.parts, meeting, late)
    expect(await seatOf(machine, meeting, 'ada')).not.toHaveProperty('leftAt')
  })

  it('of an older attendee of the same person changes nothing', async () => {
    const w = await world()
    const { machine, run, clock } = w
    const meeting = await run(machine.create())
    await run(machine.join(meeting, 'ada'))
    await clock.advance(1_000)
    const old = { AttendeeId: '00000000-0000-0000-0000-000000000000', ExternalUserId: 'ada' }
    const before = await seatOf(machine, meeting, 'ada')
    expect(await observe(machine.parts, meeting, await told(w, 'AttendeeLeft', meeting, old))).toMatchObject({
      participant: { name: 'Ada' },
    })
    expect(await seatOf(machine, meeting, 'ada')).toEqual(before)
    expect(await lastLeave(machine.parts, meeting.vendor['meetingId'] ?? '')).toBeUndefined()
  })

  it('is found also where the first try ended between the two notes of it', async () => {
    const w = await world()
    const { machine, run, clock, store } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    await clock.advance(1_000)
    const event = await told(w, 'AttendeeLeft', meeting, Attendee)
    const losing: Store = {
      ...store,
      set: (key, value, ttlMs) =>
        key.startsWith('left:') ? Promise.reject(new Error('down')) : store.set(key, value, ttlMs),
    }
    const parts = { ...machine.parts, store: losing }
    expect(await failure(observe(parts, meeting, event))).toMatchObject({ code: 'unavailable' })
    await observe(machine.parts, meeting, event)
    await clock.advance(MINUTE)
    expect(await run(machine.sweep(meeting))).toMatchObject({ seatsFreed: 1 })
  })

  it('counts for when a meeting is over, by the time of the last who left', async () => {
    const w = await world()
    const { machine, run, clock } = w
    const meeting = await run(machine.create({ expireWhenLastUserLeftMinutes: 2 }))
    const ada = await run(machine.join(meeting, 'ada'))
    const bob = await run(machine.join(meeting, 'bob'))
    await clock.advance(1_000)
    const first = await told(w, 'AttendeeLeft', meeting, ada.Attendee)
    await clock.advance(MINUTE)
    const last = await told(w, 'AttendeeLeft', meeting, bob.Attendee)
    const leftAt = clock.now()
    await observe(machine.parts, meeting, last)
    expect(await run(machine.sweep(meeting))).toMatchObject({ meeting: 'open' })
    // Late, and of no account for when that was.
    await observe(machine.parts, meeting, first)
    await clock.advance(2 * MINUTE - 1)
    expect(await run(machine.info(meeting))).toMatchObject({ status: 'open' })
    await clock.advance(1)
    expect(await run(machine.info(meeting))).toMatchObject({
      status: 'ended',
      endedAt: new Date(leftAt + 2 * MINUTE),
    })
  })

  it('fails with the store, so that the event comes again', async () => {
    const w = await world()
    const { machine, run } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    const parts = { ...machine.parts, store: brokenStore }
    for (const type of ['AttendeeLeft', 'AttendeeJoined', 'AttendeeVideoStarted'])
      expect(await failure(observe(parts, meeting, await told(w, type, meeting, Attendee)))).toMatchObject({
        code: 'unavailable',
        effect: 'none',
      })
  })

  it('does not undo what others note at the same moment', async () => {
    const w = await world()
    const { machine, run, clock, store } = w
    const meeting = await run(machine.create())
    const { Attendee } = await run(machine.join(meeting, 'ada'))
    await clock.advance(1_000)
    const event = await told(w, 'AttendeeLeft', meeting, Attendee)
    let isFirst = true
    const racing: Store = {
      ...store,
      swap: async (key, from, to, ttlMs) => {
        if (isFirst) {
          isFirst = false
          await store.set(key, JSON.stringify({ ...JSON.parse(from ?? ''), muted: true }), ttlMs)
        }
        return store.swap(key, from, to, ttlMs)
      },
    }
    await observe({ ...machine.parts, store: racing }, meeting, event)
    expect(await seatOf(machine, meeting, 'ada')).toMatchObject({ muted: true, leftAt: event.at.getTime() })
    const hopeless: Store = { ...store, swap: async () => false }
    const again = await told(w, 'AttendeeJoined', meeting, Attendee, 1)
    expect(await failure(observe({ ...machine.parts, store: hopeless }, meeting, again))).toMatchObject({
      code: 'unavailable',
    })
  })
})
