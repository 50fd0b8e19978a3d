import {
  batchCreateAttendee,
  createAttendee,
  deleteAttendee,
  getAttendee,
  listAttendees,
} from './attendee-operations.js'
import { batchUpdateAttendeeCapabilitiesExcept, updateAttendeeCapabilities } from './capability-operations.js'
import { createMeeting, createMeetingWithAttendees, deleteMeeting, getMeeting } from './meeting-operations.js'
import type { Operation } from './operation.js'
import type { ChimeCall } from './routes.js'

/** What each call does. A further operation needs an entry here and one in the route table. */
export const operations: Readonly<Record<ChimeCall, Operation>> = {
  CreateMeeting: createMeeting,
  CreateMeetingWithAttendees: createMeetingWithAttendees,
  GetMeeting: getMeeting,
  DeleteMeeting: deleteMeeting,
  CreateAttendee: createAttendee,
  BatchCreateAttendee: batchCreateAttendee,
  GetAttendee: getAttendee,
  ListAttendees: listAttendees,
  DeleteAttendee: deleteAttendee,
  UpdateAttendeeCapabilities: updateAttendeeCapabilities,
  BatchUpdateAttendeeCapabilitiesExcept: batchUpdateAttendeeCapabilitiesExcept,
}
