import type { ChimeOperation } from '../../../../providers/chime/wire.js'
import {
  type Boundary,
  capabilities,
  excluded,
  externalIds,
  guids,
  keys,
  many,
  person,
  resourceArns,
  tag,
  values,
  x,
} from './boundary-values.js'
import { ofMeetings } from './meeting-boundaries.js'
import { inputs } from './support.js'
import { ofTranscription } from './transcription-boundaries.js'

const meetingIds = Object.entries(inputs)
  .filter(([, input]) => 'MeetingId' in input)
  .map(([operation]) => ({ operation: operation as ChimeOperation, at: 'MeetingId', ...guids }))
const attendeeIds = (['GetAttendee', 'DeleteAttendee', 'UpdateAttendeeCapabilities'] as const).map(
  (operation) => ({
    operation,
    at: 'AttendeeId',
    ...guids,
  }),
)
const resources = (['ListTagsForResource', 'TagResource', 'UntagResource'] as const).map((operation) => ({
  operation,
  at: 'ResourceARN',
  ...resourceArns,
}))

/** Every constraint of the fact sheet (sections 1.2, 1.4 and 2.5), on every operation that has the member. */
export const boundaries: readonly Boundary[] = [
  ...ofMeetings.map((one) => ({ operation: 'CreateMeeting' as const, ...one })),
  ...ofMeetings.map((one) => ({ operation: 'CreateMeetingWithAttendees' as const, ...one })),
  {
    operation: 'CreateMeetingWithAttendees',
    at: 'Attendees',
    inside: [many(1, person), many(20, person)],
    outside: [[], many(21, person), undefined],
  },
  { operation: 'CreateMeetingWithAttendees', at: 'Attendees.0.ExternalUserId', ...externalIds },
  ...(['Video', 'Content'] as const).map((medium) => ({
    operation: 'CreateMeetingWithAttendees' as const,
    at: `Attendees.0.Capabilities.${medium}`,
    inside: ['None'],
    outside: ['Send'],
    given: {
      MeetingFeatures: { [medium]: { MaxResolution: 'None' } },
      Attendees: [{ ExternalUserId: 'ada', Capabilities: { Audio: 'None', Video: 'None', Content: 'None' } }],
    },
  })),
  ...meetingIds,
  ...attendeeIds,
  { operation: 'CreateAttendee', at: 'ExternalUserId', ...externalIds },
  ...capabilities('CreateAttendee', 'Capabilities'),
  {
    operation: 'BatchCreateAttendee',
    at: 'Attendees',
    inside: [many(1, person), many(100, person)],
    outside: [[], many(101, person), undefined],
  },
  { operation: 'BatchCreateAttendee', at: 'Attendees.0.ExternalUserId', ...externalIds },
  { operation: 'ListAttendees', at: 'NextToken', inside: [x(4_096)], outside: [x(4_097), 1] },
  { operation: 'ListAttendees', at: 'MaxResults', inside: [1, 100], outside: [0, 101, 1.5, '10'] },
  ...capabilities('UpdateAttendeeCapabilities', 'Capabilities'),
  { operation: 'UpdateAttendeeCapabilities', at: 'Capabilities', inside: [], outside: [undefined, 'None'] },
  {
    operation: 'BatchUpdateAttendeeCapabilitiesExcept',
    at: 'ExcludedAttendeeIds',
    inside: [many(1, excluded), many(250, excluded)],
    outside: [[], many(251, excluded), undefined],
  },
  { operation: 'BatchUpdateAttendeeCapabilitiesExcept', at: 'ExcludedAttendeeIds.0.AttendeeId', ...guids },
  ...capabilities('BatchUpdateAttendeeCapabilitiesExcept', 'Capabilities'),
  ...ofTranscription.map((one) => ({ operation: 'StartMeetingTranscription' as const, ...one })),
  ...resources,
  { operation: 'TagResource', at: 'Tags', inside: [[], many(50, tag)], outside: [many(51, tag), undefined] },
  { operation: 'TagResource', at: 'Tags.0.Key', ...keys },
  { operation: 'TagResource', at: 'Tags.0.Value', ...values },
  {
    operation: 'UntagResource',
    at: 'TagKeys',
    inside: [[], many(50, () => 'k')],
    outside: [many(51, () => 'k'), undefined],
  },
  { operation: 'UntagResource', at: 'TagKeys.0', ...keys },
]
