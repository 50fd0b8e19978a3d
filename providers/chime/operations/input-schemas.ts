import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { lazySchema } from '../../../src/config/lazy-schema.js'
import { parse } from '../../../src/config/parsed.js'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { Problem } from '../../../src/errors/meeting-error.js'
import { oneOf } from '../../../src/requests/text-rules.js'
import * as rules from '../constraints.js'
import {
  combinationProblems,
  medicalEntries,
  requiredMedical,
  transcribeEntries,
} from '../transcription/settings-rules.js'
import type {
  ChimeInputs,
  ChimeOperation,
  CreateMeetingInput,
  CreateMeetingWithAttendeesInput,
  TranscribeSettings,
} from '../wire.js'
import { contentResolutions, echoReductions, mediaNetworkTypes, videoResolutions } from '../wire-values.js'

type Entries = Readonly<Record<string, v.GenericSchema>>

/** Of the service's model. The older API took 10, and an AWS page on quotas still says so (fact sheet, section 1.7). */
const MAX_ATTENDEES_WITH_MEETING = 20
const MAX_BATCH = 100
const MAX_EXCLUDED = 250

const object = (entries: Entries): v.GenericSchema => v.strictObject(entries, 'must be an object')

/** All of these may be left out. */
const optional = (entries: Entries): Entries =>
  Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, v.optional(schema)]))

/** A schema whose members must go together as well. */
function agreeing(
  schema: v.GenericSchema,
  problemsOf: (value: never) => readonly Problem[],
): v.GenericSchema {
  return v.pipe(
    schema,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed || dataset.issues !== undefined) return
      const input = dataset.value as Record<string, unknown>
      for (const { path: key, rule: message } of problemsOf(dataset.value as never))
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] })
    }),
  )
}

const schemas: { readonly [Operation in ChimeOperation]: v.GenericSchema } = {
  CreateMeeting: lazySchema(() => agreeing(object(meetingEntries()), meetingProblems)),
  CreateMeetingWithAttendees: lazySchema(() =>
    agreeing(
      object({ ...meetingEntries(), Attendees: rules.list(attendee(), 1, MAX_ATTENDEES_WITH_MEETING) }),
      (input: CreateMeetingWithAttendeesInput) => [...meetingProblems(input), ...attendeesProblems(input)],
    ),
  ),
  GetMeeting: lazySchema(() => object(meeting)),
  DeleteMeeting: lazySchema(() => object(meeting)),
  CreateAttendee: lazySchema(() => object({ ...meeting, ...attendeeEntries() })),
  BatchCreateAttendee: lazySchema(() =>
    object({ ...meeting, Attendees: rules.list(attendee(), 1, MAX_BATCH) }),
  ),
  GetAttendee: lazySchema(() => object(oneAttendee)),
  ListAttendees: lazySchema(() =>
    object({ ...meeting, ...optional({ NextToken: rules.anyText, MaxResults: rules.pageSize }) }),
  ),
  DeleteAttendee: lazySchema(() => object(oneAttendee)),
  UpdateAttendeeCapabilities: lazySchema(() => object({ ...oneAttendee, Capabilities: rules.capabilities })),
  BatchUpdateAttendeeCapabilitiesExcept: lazySchema(() =>
    object({
      ...meeting,
      ExcludedAttendeeIds: rules.list(object({ AttendeeId: rules.guid }), 1, MAX_EXCLUDED),
      Capabilities: rules.capabilities,
    }),
  ),
  StartMeetingTranscription: lazySchema(() => object({ ...meeting, TranscriptionConfiguration: engine() })),
  StopMeetingTranscription: lazySchema(() => object(meeting)),
  ListTagsForResource: lazySchema(() => object(resource)),
  TagResource: lazySchema(() => object({ ...resource, Tags: tags() })),
  UntagResource: lazySchema(() =>
    object({ ...resource, TagKeys: rules.list(rules.tagKey, 0, rules.MAX_TAGS) }),
  ),
}

const meeting: Entries = { MeetingId: rules.guid }
const oneAttendee: Entries = { ...meeting, AttendeeId: rules.guid }
const resource: Entries = { ResourceARN: rules.resourceArn }

const tags = (): v.GenericSchema =>
  rules.list(object({ Key: rules.tagKey, Value: rules.tagValue }), 0, rules.MAX_TAGS)

const attendeeEntries = (): Entries => ({
  ExternalUserId: rules.externalId,
  Capabilities: v.optional(rules.capabilities),
})

const attendee = (): v.GenericSchema => object(attendeeEntries())

function meetingEntries(): Entries {
  return {
    // The AWS client would fill in one of its own, and another one when the call is repeated.
    ClientRequestToken: v.optional(rules.clientRequestToken, () => randomUUID()),
    ExternalMeetingId: rules.externalId,
    // Chime checks whether this region may be used from here; which ones those are changes.
    MediaRegion: rules.shortText,
    ...optional({
      MeetingHostId: rules.shortText,
      PrimaryMeetingId: rules.shortText,
      TenantIds: rules.tenantIds,
      Tags: tags(),
      MediaPlacementNetworkType: oneOf(...mediaNetworkTypes),
      NotificationsConfiguration: object(
        optional({
          SnsTopicArn: rules.targetArn,
          SqsQueueArn: rules.targetArn,
          LambdaFunctionArn: rules.targetArn,
        }),
      ),
      MeetingFeatures: object(
        optional({
          Audio: object(optional({ EchoReduction: oneOf(...echoReductions) })),
          Video: object(optional({ MaxResolution: oneOf(...videoResolutions) })),
          Content: object(optional({ MaxResolution: oneOf(...contentResolutions) })),
          Attendee: object(optional({ MaxCount: rules.maxCount })),
        }),
      ),
    }),
  }
}

function meetingProblems({ MeetingFeatures: features }: CreateMeetingInput): readonly Problem[] {
  const fine = features?.Video?.MaxResolution === 'FHD' || features?.Content?.MaxResolution === 'UHD'
  if (!fine || features.Attendee?.MaxCount !== undefined) return []
  const rule = 'is required with FHD video or UHD content'
  return [{ path: 'MeetingFeatures.Attendee.MaxCount', rule }]
}

/** Nobody may do anything with a medium that the meeting does not have (fact sheet, section 2.5). */
function attendeesProblems({
  MeetingFeatures: features,
  Attendees,
}: CreateMeetingWithAttendeesInput): readonly Problem[] {
  const media = ['Video', 'Content'] as const
  const off = media.filter((medium) => features?.[medium]?.MaxResolution === 'None')
  return Attendees.flatMap(({ Capabilities }, index) =>
    off
      .filter((medium) => Capabilities !== undefined && Capabilities[medium] !== 'None')
      .map((medium) => ({
        path: `Attendees.${index}.Capabilities.${medium}`,
        rule: `must be None where MeetingFeatures.${medium}.MaxResolution is None`,
      })),
  )
}

function engine(): v.GenericSchema {
  const medical = medicalEntries()
  const required = Object.fromEntries(requiredMedical.map((name) => [name, medical[name]]))
  const engines = {
    EngineTranscribeSettings: agreeing(
      object(optional(transcribeEntries())),
      (settings: TranscribeSettings) => combinationProblems(settings),
    ),
    EngineTranscribeMedicalSettings: object({ ...optional(medical), ...required } as Entries),
  }
  return v.pipe(
    object(optional(engines)),
    v.check(
      (given) => Object.values(given as object).filter((settings) => settings !== undefined).length === 1,
      'must have either EngineTranscribeSettings or EngineTranscribeMedicalSettings',
    ),
  )
}

/**
 * An input that Chime would take, as far as its documentation tells; the AWS client checks nothing. Fails with
 * `invalid-request`, naming every field that is wrong, with the rule and never with the value.
 */
export function checkedInput<Operation extends ChimeOperation>(
  operation: Operation,
  input: unknown,
): ChimeInputs[Operation] {
  const parsed = parse(schemas[operation], input)
  if (parsed.ok) return parsed.value as ChimeInputs[Operation]
  throw invalidRequest(parsed.problems)
}
