import type {
  contentResolutions,
  directions,
  echoReductions,
  mediaNetworkTypes,
  medicalRegions,
  medicalSpecialties,
  medicalTypes,
  partialResultsStabilities,
  transcribeLanguages,
  transcribeRegions,
  videoResolutions,
  vocabularyFilterMethods,
} from './wire-values.js'

// What is sent to Chime, in Chime's own spelling (fact sheet, sections 1.1, 1.2 and 1.4).

type OneOf<Values extends readonly string[]> = Values[number]

/** What an attendee may do. Chime takes all three or none, and `Content` can be received only with `Video` that can. */
export interface ChimeAttendeeCapabilities {
  readonly Audio: ChimeDirection
  readonly Video: ChimeDirection
  readonly Content: ChimeDirection
}

export type ChimeDirection = OneOf<typeof directions>

export interface ChimeFeatures {
  Audio?: { EchoReduction?: OneOf<typeof echoReductions> }
  Video?: { MaxResolution?: OneOf<typeof videoResolutions> }
  Content?: { MaxResolution?: OneOf<typeof contentResolutions> }
  Attendee?: { MaxCount?: number }
}

export interface ChimeTag {
  Key: string
  Value: string
}

export interface ChimeNotifications {
  SnsTopicArn?: string
  SqsQueueArn?: string
  LambdaFunctionArn?: string
}

export interface CreateMeetingInput {
  ClientRequestToken: string
  ExternalMeetingId: string
  MediaRegion: string
  MeetingFeatures?: ChimeFeatures
  MeetingHostId?: string
  PrimaryMeetingId?: string
  TenantIds?: string[]
  Tags?: ChimeTag[]
  NotificationsConfiguration?: ChimeNotifications
  MediaPlacementNetworkType?: OneOf<typeof mediaNetworkTypes>
}

export interface AttendeeInput {
  ExternalUserId: string
  Capabilities?: ChimeAttendeeCapabilities
}

export interface CreateMeetingWithAttendeesInput extends CreateMeetingInput {
  Attendees: AttendeeInput[]
}

export type TranscribeLanguage = OneOf<typeof transcribeLanguages>

/** Settings of Amazon Transcribe. Either `LanguageCode` or `IdentifyLanguage` is needed. */
export interface TranscribeSettings {
  LanguageCode?: TranscribeLanguage
  IdentifyLanguage?: boolean
  /** Languages, separated by commas. */
  LanguageOptions?: string
  PreferredLanguage?: TranscribeLanguage
  Region?: OneOf<typeof transcribeRegions>
  VocabularyName?: string
  VocabularyNames?: string
  VocabularyFilterName?: string
  VocabularyFilterNames?: string
  VocabularyFilterMethod?: OneOf<typeof vocabularyFilterMethods>
  EnablePartialResultsStabilization?: boolean
  PartialResultsStability?: OneOf<typeof partialResultsStabilities>
  ContentIdentificationType?: 'PII'
  ContentRedactionType?: 'PII'
  PiiEntityTypes?: string
  LanguageModelName?: string
}

/** Settings of Amazon Transcribe Medical. */
export interface TranscribeMedicalSettings {
  LanguageCode: 'en-US'
  Specialty: OneOf<typeof medicalSpecialties>
  Type: OneOf<typeof medicalTypes>
  VocabularyName?: string
  Region?: OneOf<typeof medicalRegions>
  ContentIdentificationType?: 'PHI'
}

/** Exactly one of the two engines. */
export type TranscriptionConfiguration =
  | { EngineTranscribeSettings: TranscribeSettings }
  | { EngineTranscribeMedicalSettings: TranscribeMedicalSettings }

/** The operations of the service, all of them, with what each takes. */
export interface ChimeInputs {
  CreateMeeting: CreateMeetingInput
  CreateMeetingWithAttendees: CreateMeetingWithAttendeesInput
  GetMeeting: { MeetingId: string }
  DeleteMeeting: { MeetingId: string }
  CreateAttendee: AttendeeInput & { MeetingId: string }
  BatchCreateAttendee: { MeetingId: string; Attendees: AttendeeInput[] }
  GetAttendee: { MeetingId: string; AttendeeId: string }
  ListAttendees: { MeetingId: string; NextToken?: string; MaxResults?: number }
  DeleteAttendee: { MeetingId: string; AttendeeId: string }
  UpdateAttendeeCapabilities: {
    MeetingId: string
    AttendeeId: string
    Capabilities: ChimeAttendeeCapabilities
  }
  BatchUpdateAttendeeCapabilitiesExcept: {
    MeetingId: string
    ExcludedAttendeeIds: { AttendeeId: string }[]
    Capabilities: ChimeAttendeeCapabilities
  }
  StartMeetingTranscription: { MeetingId: string; TranscriptionConfiguration: TranscriptionConfiguration }
  StopMeetingTranscription: { MeetingId: string }
  ListTagsForResource: { ResourceARN: string }
  TagResource: { ResourceARN: string; Tags: ChimeTag[] }
  UntagResource: { ResourceARN: string; TagKeys: string[] }
}

export type ChimeOperation = keyof ChimeInputs

const reads: ReadonlySet<string> = new Set([
  'GetMeeting',
  'GetAttendee',
  'ListAttendees',
  'ListTagsForResource',
] satisfies ChimeOperation[])

/** Whether an operation changes nothing, so that its failure has no effect either. */
export function isRead(operation: string): boolean {
  return reads.has(operation)
}
