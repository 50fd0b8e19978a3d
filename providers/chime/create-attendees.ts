import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ChimeApi } from './api.js'
import { mapAttendeeError } from './map-error.js'
import { incomplete, listOf, type Members, objectOf } from './reading.js'
import type { ChimeSessionAttendee } from './session.js'
import type { AttendeeInput, ChimeAttendeeCapabilities } from './wire.js'

/** Most people in one BatchCreateAttendee. */
export const batchSize = 100

/** What became of one person of a call. */
export type AttendeeOutcome = { readonly attendee: ChimeSessionAttendee } | { readonly error: MeetingError }

/**
 * Creates attendees of one meeting with one call; no ExternalUserId may occur twice. Answers an outcome for everybody and
 * never rejects: what fails the call fails everybody in it.
 */
export async function createAttendees<Join extends { readonly person: AttendeeInput }>(
  api: ChimeApi,
  meetingId: string,
  joins: readonly Join[],
  operation: 'CreateAttendee' | 'BatchCreateAttendee',
): Promise<ReadonlyMap<Join, AttendeeOutcome>> {
  const outcomeOf = await attempt(api, meetingId, joins, operation)
  return new Map(joins.map((join) => [join, outcomeOf(join.person.ExternalUserId)]))
}

async function attempt(
  api: ChimeApi,
  meetingId: string,
  joins: readonly { readonly person: AttendeeInput }[],
  operation: 'CreateAttendee' | 'BatchCreateAttendee',
): Promise<(externalUserId: string) => AttendeeOutcome> {
  const [first] = joins
  const MeetingId = meetingId
  try {
    if (operation === 'CreateAttendee' && first !== undefined) {
      const answer = await api.send(operation, { MeetingId, ...first.person })
      const outcome = created(operation, objectOf(answer, 'Attendee'))
      return () => outcome
    }
    const answer = await api.send('BatchCreateAttendee', {
      MeetingId,
      Attendees: joins.map(({ person }) => person),
    })
    const outcomes = readBatch(answer)
    const missing = { error: incomplete(operation, 'entry for this attendee') }
    return (externalUserId) => outcomes.get(externalUserId) ?? missing
  } catch (error) {
    const failure = { error: MeetingError.is(error) ? error : incomplete(operation, 'attendees') }
    return () => failure
  }
}

function readBatch(answer: unknown): ReadonlyMap<unknown, AttendeeOutcome> {
  const outcomes = new Map<unknown, AttendeeOutcome>()
  for (const item of listOf(answer, 'Attendees')) {
    const attendee = item as Members | null
    outcomes.set(attendee?.['ExternalUserId'], created('BatchCreateAttendee', attendee ?? undefined))
  }
  for (const item of listOf(answer, 'Errors')) {
    const { ExternalUserId, ErrorCode, ErrorMessage } = (item as Members | null) ?? {}
    const code = typeof ErrorCode === 'string' ? ErrorCode : 'without a code'
    const error = mapAttendeeError(code, typeof ErrorMessage === 'string' ? ErrorMessage : '')
    outcomes.set(ExternalUserId, { error })
  }
  return outcomes
}

function created(operation: string, attendee: Members | undefined): AttendeeOutcome {
  const { AttendeeId, ExternalUserId, JoinToken, Capabilities } = attendee ?? {}
  if (typeof AttendeeId !== 'string' || typeof JoinToken !== 'string' || typeof ExternalUserId !== 'string')
    return { error: incomplete(operation, 'AttendeeId, ExternalUserId and JoinToken') }
  const known = typeof Capabilities === 'object' && Capabilities !== null
  return {
    attendee: {
      AttendeeId,
      ExternalUserId,
      JoinToken,
      ...(known && { Capabilities: Capabilities as ChimeAttendeeCapabilities }),
    },
  }
}
