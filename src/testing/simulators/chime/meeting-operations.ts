import { checkAttendees, createBatch } from './attendee-creation.js'
import { readAttendees } from './attendee-input.js'
import { type CreateMeetingInput, readCreateMeeting } from './create-meeting-input.js'
import { checkExternalId } from './external-id.js'
import type { Meeting } from './meeting.js'
import { checkFeatures } from './meeting-features.js'
import { type Operation, type OperationContext, readInput } from './operation.js'
import { meetingView } from './views.js'

const attendeesPerCreate = 20

export const createMeeting: Operation = (context, input) => {
  const { read } = readInput(input, (constraints) => readCreateMeeting(constraints, input.body))
  return { Meeting: meetingView(findOrCreate(context, read), context) }
}

export const createMeetingWithAttendees: Operation = (context, input) => {
  const { read } = readInput(input, (constraints) => ({
    meeting: readCreateMeeting(constraints, input.body),
    attendees: readAttendees(constraints, input.body['Attendees'], attendeesPerCreate),
  }))
  checkAttendees(read.attendees, read.meeting.features)
  const meeting = findOrCreate(context, read.meeting)
  return { Meeting: meetingView(meeting, context), ...createBatch(context, meeting, read.attendees) }
}

export const getMeeting: Operation = (context, input) => {
  const { meetingId } = readInput(input, () => undefined)
  return { Meeting: meetingView(context.meetings.find(meetingId), context) }
}

export const deleteMeeting: Operation = (context, input) => {
  const { meetingId } = readInput(input, () => undefined)
  context.meetings.find(meetingId).end()
  return undefined
}

/** The token decides before anything else: the other parameters of a repeated request are ignored. */
function findOrCreate(context: OperationContext, input: CreateMeetingInput): Meeting {
  const known = context.meetings.byToken(input.clientRequestToken)
  if (known !== undefined) return known
  checkExternalId('ExternalMeetingId', input.externalMeetingId)
  checkFeatures(input.features)
  return context.meetings.add(input)
}
