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
import { listTagsForResource, tagResource, untagResource } from './tag-operations.js'
import {
  startMeetingTranscription,
  stopMeetingTranscription,
} from './transcription/transcription-operations.js'

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
  StartMeetingTranscription: startMeetingTranscription,
  StopMeetingTranscription: stopMeetingTranscription,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
}
