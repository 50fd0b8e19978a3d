import { incomplete, listOf, type Members, objectOf } from '../reading.js'
import type { ChimeOperation } from '../wire.js'
import type {
  ChimeAttendee,
  ChimeAttendeeAnswer,
  ChimeAttendeeError,
  ChimeAttendeePage,
  ChimeAttendeesAnswer,
  ChimeMeeting,
  ChimeMeetingAnswer,
  ChimeTagsAnswer,
} from './answers.js'

// The AWS client has dropped members that are null or unknown. What is needed and missing is `invalid-response`.

export function readMeeting(operation: ChimeOperation, answer: unknown): ChimeMeetingAnswer {
  const meeting = objectOf(answer, 'Meeting')
  if (typeof meeting?.['MeetingId'] !== 'string' || objectOf(meeting, 'MediaPlacement') === undefined)
    throw incomplete(operation, 'Meeting with MeetingId and MediaPlacement')
  return { Meeting: meeting as Members & ChimeMeeting }
}

export function readAttendee(operation: ChimeOperation, answer: unknown): ChimeAttendeeAnswer {
  return { Attendee: checkedAttendee(operation, objectOf(answer, 'Attendee')) }
}

export function readAttendees(operation: ChimeOperation, answer: unknown): ChimeAttendeesAnswer {
  // Either list may be missing where it would be empty, but not both: somebody was asked for.
  if (objectOf(answer, 'Attendees') === undefined && objectOf(answer, 'Errors') === undefined)
    throw incomplete(operation, 'Attendees')
  return {
    Attendees: attendeesOf(operation, answer),
    Errors: listOf(answer, 'Errors') as readonly ChimeAttendeeError[],
  }
}

export function readAttendeePage(operation: ChimeOperation, answer: unknown): ChimeAttendeePage {
  if (objectOf(answer, 'Attendees') === undefined) throw incomplete(operation, 'Attendees')
  const { NextToken } = answer as { readonly NextToken?: string }
  return {
    Attendees: attendeesOf(operation, answer),
    ...(NextToken !== undefined && NextToken !== '' && { NextToken }),
  }
}

/** A resource without tags may come without a list. */
export function readTags(_operation: ChimeOperation, answer: unknown): ChimeTagsAnswer {
  return { Tags: listOf(answer, 'Tags') as ChimeTagsAnswer['Tags'] }
}

function attendeesOf(operation: ChimeOperation, answer: unknown): readonly ChimeAttendee[] {
  return listOf(answer, 'Attendees').map((attendee) => checkedAttendee(operation, attendee))
}

function checkedAttendee(operation: ChimeOperation, attendee: unknown): ChimeAttendee {
  if (!hasTexts(attendee, ['AttendeeId', 'ExternalUserId', 'JoinToken']))
    throw incomplete(operation, 'Attendee with AttendeeId, ExternalUserId and JoinToken')
  return attendee as ChimeAttendee
}

function hasTexts(value: unknown, members: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false
  return members.every((member) => typeof (value as Members)[member] === 'string')
}
