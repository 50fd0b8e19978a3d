import type { Attendee } from './attendee.js'
import { checkAttendees, createBatch, createOne } from './attendee-creation.js'
import { readAttendee, readAttendees } from './attendee-input.js'
import type { Constraints } from './constraints.js'
import type { Meeting } from './meeting.js'
import { type Operation, type OperationContext, type OperationInput, readInput } from './operation.js'
import { remove } from './presence.js'
import { ChimeServiceError, exceptionOfCode } from './service-error.js'
import { attendeeView } from './views.js'

const attendeesPerBatch = 100
const attendeesPerPage = 100

export const createAttendee: Operation = (context, input) => {
  const { meetingId, read } = readInput(input, (constraints) => readAttendee(constraints, input.body))
  const meeting = context.meetings.find(meetingId)
  checkAttendees([read], meeting.input.features)
  const outcome = createOne(context, meeting, read)
  if ('attendeeId' in outcome) return { Attendee: attendeeView(outcome) }
  throw new ChimeServiceError(exceptionOfCode(outcome.errorCode), outcome.errorMessage)
}

export const batchCreateAttendee: Operation = (context, input) => {
  const { meetingId, read } = readInput(input, (constraints) =>
    readAttendees(constraints, input.body['Attendees'], attendeesPerBatch),
  )
  const meeting = context.meetings.find(meetingId)
  checkAttendees(read, meeting.input.features)
  return createBatch(context, meeting, read)
}

export const getAttendee: Operation = (context, input) => {
  const { attendee } = findAttendee(context, input)
  return { Attendee: attendeeView(attendee) }
}

export const deleteAttendee: Operation = (context, input) => {
  const { meeting, attendee } = findAttendee(context, input)
  remove(meeting, attendee)
  return undefined
}

export const listAttendees: Operation = (context, input) => {
  const { meetingId, read } = readInput(input, (constraints) => ({
    pageSize: readPageSize(constraints, input.query.get('max-results')),
    nextToken: constraints.text(input.query.get('next-token'), 'nextToken', { min: 0, max: 4096 }),
  }))
  const meeting = context.meetings.find(meetingId)
  const after = read.nextToken ? readNextToken(read.nextToken, meeting) : 0
  const rest = [...meeting.attendees.values()].filter(
    ({ sequence, bot }) => sequence > after && (context.botsListed || !bot),
  )
  const page = rest.slice(0, read.pageSize)
  const last = page.at(-1)
  return {
    Attendees: page.map(attendeeView),
    NextToken: last !== undefined && rest.length > page.length ? writeNextToken(last, meeting) : null,
  }
}

/** The attendee that a path names, with its meeting; otherwise `NotFoundException`, whichever of the two is missing. */
export function findAttendee(
  context: OperationContext,
  input: OperationInput,
): { meeting: Meeting; attendee: Attendee } {
  const { meetingId, attendeeId } = readInput(input, () => undefined)
  const meeting = context.meetings.find(meetingId)
  const attendee = meeting.attendees.get(attendeeId.toLowerCase())
  if (attendee === undefined) {
    throw new ChimeServiceError('NotFoundException', `Attendee ${attendeeId} not found`)
  }
  return { meeting, attendee }
}

function readPageSize(constraints: Constraints, value: string | null): number {
  if (value === null) return attendeesPerPage
  return constraints.integer(Number(value), 'maxResults', 1, attendeesPerPage) ?? attendeesPerPage
}

/** Opaque to callers. It counts on the last attendee seen, so that deleting people between two pages skips nobody. */
function writeNextToken(last: Attendee, meeting: Meeting): string {
  return Buffer.from(`${meeting.meetingId}/${last.sequence}`).toString('base64url')
}

function readNextToken(token: string, meeting: Meeting): number {
  const [meetingId, sequence] = Buffer.from(token, 'base64url').toString('utf8').split('/')
  if (meetingId !== meeting.meetingId || sequence === undefined || !/^\d+$/.test(sequence)) {
    throw new ChimeServiceError('BadRequestException', 'NextToken is invalid')
  }
  return Number(sequence)
}
