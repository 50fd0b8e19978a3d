import { randomUUID } from 'node:crypto'
import type { MeetingProvider } from '../../src/spec/provider.js'
import type { BesideContext } from './beside.js'
import type { FakeMeeting, FakeSeat } from './fake-meeting.js'
import { rightsOf, seatOf } from './seats.js'

/** What can be done about people, and their words. */
export type Moderating = Pick<
  MeetingProvider,
  | 'removeParticipant'
  | 'muteParticipants'
  | 'lock'
  | 'changeRole'
  | 'promote'
  | 'demote'
  | 'leave'
  | 'sweep'
  | 'transcription'
>

/** How long a seat waits for somebody who left. */
const GRACE_MS = 60_000

/** The methods whose capability is declared, and no others. */
export function fakeModeration(context: BesideContext & { readonly now: () => number }): Moderating {
  const { vendor, run, existing, has } = context
  const all: Required<Omit<Moderating, 'transcription' | 'sweep'>> = {
    removeParticipant: (meeting, participantId, options) =>
      run('removeParticipant', options, () => {
        const live = existing(meeting)
        const gone = seatsOf(live, participantId)
        for (const seat of gone) live.seats.splice(live.seats.indexOf(seat), 1)
        for (const { id, connectionId } of [...live.people])
          if (id === participantId) vendor.leave(live.session, connectionId)
        return outcome(gone)
      }),
    muteParticipants: (meeting, { muted = true, only, except }, options) =>
      run('muteParticipants', options, () => {
        const meant = existing(meeting).seats.filter(
          ({ participantId }) =>
            (only?.includes(participantId) ?? true) && !(except?.includes(participantId) ?? false),
        )
        return { changed: change(meant, () => ({ microphone: !muted })), warnings: [] }
      }),
    lock: (meeting, { microphone, camera, screenShare }, options) =>
      run('lock', options, () => {
        const attendees = existing(meeting).seats.filter(({ role }) => role === 'attendee')
        const changed = change(attendees, () => ({
          ...(microphone !== undefined && { microphone: !microphone }),
          ...(camera !== undefined && { camera: !camera }),
          ...(screenShare !== undefined && { screenShare: !screenShare }),
        }))
        return { changed, warnings: [] }
      }),
    changeRole: (meeting, participantId, role, options) =>
      run('changeRole', options, () => {
        const meant = seatsOf(existing(meeting), participantId)
        change(meant, () => ({ role, ...rightsOf(role, meeting.settings) }))
        return outcome(meant)
      }),
    promote: (meeting, { participantId, device }, options) =>
      run('promote', options, () => {
        const live = existing(meeting)
        const seat = seatOf(live, participantId, device)
        if (seat === undefined) throw context.notFound(`participant "${participantId}"`)
        seat.token = randomUUID()
        const { role, token } = seat
        const session = { session: live.session, participantId, role, token }
        return { kind: 'sdk', sdk: 'fake-sdk', session, role, warnings: [] }
      }),
    demote: (meeting, participantId, options) =>
      run('demote', options, () => outcome(seatsOf(existing(meeting), participantId))),
    leave: (meeting, { participantId, device }, options) =>
      run('leave', options, () => {
        const live = existing(meeting)
        vendor.leave(live.session, participantId)
        const seat = seatOf(live, participantId, device)
        if (seat !== undefined) seat.leftAt = context.now()
        return seat === undefined && has('removeParticipant') ? 'not-found' : 'done'
      }),
  }
  const names = Object.keys(all) as (keyof typeof all)[]
  return {
    ...Object.fromEntries(names.filter((name) => has(name)).map((name) => [name, all[name]])),
    ...(has('removeParticipant') && { sweep: sweeping(context) }),
    ...(has('transcription.start') && { transcription: transcribing(context) }),
  }
}

function sweeping({
  run,
  live,
  now,
}: BesideContext & { readonly now: () => number }): NonNullable<Moderating['sweep']> {
  return (meeting, options) =>
    run('sweep', options, () => {
      const found = live(meeting)
      if (found === undefined) return { meeting: 'gone', seatsFreed: 0 }
      const kept = found.seats.filter(({ leftAt }) => leftAt === undefined || now() < leftAt + GRACE_MS)
      const seatsFreed = found.seats.length - kept.length
      found.seats.splice(0, found.seats.length, ...kept)
      return { meeting: 'open', seatsFreed }
    })
}

function transcribing({ vendor, run, existing }: BesideContext): NonNullable<Moderating['transcription']> {
  return {
    start: (meeting, _request, options) =>
      run('transcription.start', options, () => {
        vendor.transcribe(existing(meeting).session, true)
      }),
    stop: (meeting, options) =>
      run('transcription.stop', options, () => {
        vendor.transcribe(existing(meeting).session, false)
      }),
  }
}

function seatsOf({ seats }: FakeMeeting, participantId: string): readonly FakeSeat[] {
  return seats.filter((seat) => seat.participantId === participantId)
}

function outcome(seats: readonly FakeSeat[]): 'done' | 'not-found' {
  return seats.length === 0 ? 'not-found' : 'done'
}

/** Changes seats, and counts those that were not so already. */
function change(seats: readonly FakeSeat[], to: (seat: FakeSeat) => Partial<FakeSeat>): number {
  let changed = 0
  for (const seat of seats) {
    const wanted = to(seat)
    const differs = Object.entries(wanted).some(([name, value]) => seat[name as keyof FakeSeat] !== value)
    Object.assign(seat, wanted)
    if (differs) changed += 1
  }
  return changed
}
