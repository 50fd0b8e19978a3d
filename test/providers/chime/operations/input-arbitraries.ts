import fc from 'fast-check'
import type { ChimeOperation } from '../../../../providers/chime/wire.js'

type Any = fc.Arbitrary<unknown>
type Members = Readonly<Record<string, Any>>

/** Any of the optional members. */
const optional = (members: Members): Any => fc.record(members, { requiredKeys: [] })

/** Inputs that Chime takes; with `odd`, here and there something else. */
export function inputArbitraries(odd: boolean): { readonly [Operation in ChimeOperation]: Any } {
  const mostly = (good: Any, bad: Any): Any =>
    odd ? fc.oneof({ weight: 15, arbitrary: good }, { weight: 1, arbitrary: bad }) : good
  const anything = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 70 }),
    fc.constantFrom('', 'aws:x', 'aaaa', 'arn:', 'a\u00a0b', 5, true, null, {}, []),
  )
  const text = (letters: string, min: number, max: number): Any =>
    mostly(fc.string({ unit: fc.constantFrom(...letters), minLength: min, maxLength: max }), anything)
  const choice = (...words: readonly string[]): Any => mostly(fc.constantFrom(...words), anything)
  const integer = (min: number, max: number): Any =>
    mostly(fc.integer({ min, max }), fc.constantFrom(min - 1, max + 1, min + 0.5))
  const list = (item: Any, min: number, max: number): Any =>
    mostly(
      fc.array(item, { minLength: min, maxLength: max }),
      fc.oneof(fc.array(item, { minLength: max + 1, maxLength: max + 1 }), fc.constant([])),
    )

  const external = text('bZ09 -_&@+=,(){}[]/«».:|\'"#Àÿ', 2, 64)
  const short = text('aZ09-é', 2, 64)
  const guid = mostly(fc.uuid(), anything)
  const arn = text('aZ09-_.:/', 1, 40).map((rest) => `arn:${String(rest)}`)
  const key = text('bZ09+-=._:/', 1, 128)
  const tags = list(fc.record({ Key: key, Value: text('aZ09 +-=.:/@_', 0, 256) }), 0, 50)
  const direction = choice('SendReceive', 'Send', 'Receive', 'None')
  const receiving = fc.record({
    Audio: direction,
    Video: choice('SendReceive', 'Receive'),
    Content: direction,
  })
  const sending = fc.record({ Audio: direction, Video: direction, Content: choice('Send', 'None') })
  const anyhow = fc.record({ Audio: direction, Video: direction, Content: direction })
  const capabilities = mostly(fc.oneof(receiving, sending), anyhow)
  const person = fc.record(
    { ExternalUserId: external, Capabilities: capabilities },
    { requiredKeys: ['ExternalUserId'] },
  )

  const size = fc.record({ MaxCount: integer(1, 250) })
  const audio = optional({ EchoReduction: choice('AVAILABLE', 'UNAVAILABLE') })
  const features = fc.oneof(
    optional({
      Audio: audio,
      Video: optional({ MaxResolution: mostly(fc.constant('HD'), fc.constantFrom('None', 'FHD', 'UHD')) }),
      Content: optional({ MaxResolution: mostly(fc.constant('FHD'), fc.constantFrom('None', 'UHD', 'HD')) }),
      Attendee: size,
    }),
    fc.record({
      Audio: audio,
      Video: fc.record({ MaxResolution: choice('HD', 'FHD') }),
      Content: fc.record({ MaxResolution: choice('FHD', 'UHD') }),
      Attendee: size,
    }),
  )
  const meeting = {
    ClientRequestToken: text('aZ09-_', 2, 64),
    ExternalMeetingId: external,
    MediaRegion: short,
    MeetingHostId: short,
    PrimaryMeetingId: short,
    TenantIds: list(text('abcd-_!@#$09', 2, 3), 1, 5),
    Tags: tags,
    MediaPlacementNetworkType: choice('Ipv4Only', 'DualStack'),
    NotificationsConfiguration: optional({ SnsTopicArn: arn, SqsQueueArn: arn, LambdaFunctionArn: arn }),
    MeetingFeatures: features,
  }

  const language = choice('en-US', 'de-DE', 'pt-BR')
  const names = text('aZ09,-._', 1, 200)
  const beside = {
    Region: choice('auto', 'eu-west-1', 'us-gov-west-1'),
    VocabularyName: short,
    VocabularyNames: names,
    VocabularyFilterName: short,
    VocabularyFilterNames: names,
    VocabularyFilterMethod: choice('remove', 'mask', 'tag'),
    EnablePartialResultsStabilization: mostly(fc.boolean(), anything),
    PartialResultsStability: choice('low', 'medium', 'high'),
    ContentIdentificationType: choice('PII'),
    LanguageModelName: odd ? names : fc.constant(undefined),
    ContentRedactionType: odd ? choice('PII') : fc.constant(undefined),
  }
  const standard = fc.oneof(
    fc.record({ ...beside, LanguageCode: language }, { requiredKeys: ['LanguageCode'] }),
    fc.record(
      {
        ...beside,
        IdentifyLanguage: mostly(fc.constant(true), fc.boolean()),
        LanguageOptions: mostly(fc.constantFrom('en-US,de-DE', 'de-DE,pt-BR,ja-JP'), names),
        PreferredLanguage: mostly(fc.constant('de-DE'), language),
      },
      { requiredKeys: ['IdentifyLanguage', 'LanguageOptions'] },
    ),
  )
  const medical = fc.record(
    {
      LanguageCode: choice('en-US'),
      Specialty: choice('PRIMARYCARE', 'UROLOGY'),
      Type: choice('CONVERSATION', 'DICTATION'),
      VocabularyName: short,
      Region: choice('auto', 'eu-west-1'),
      ContentIdentificationType: choice('PHI'),
    },
    { requiredKeys: ['LanguageCode', 'Specialty', 'Type'] },
  )
  const engines = mostly(
    fc.oneof(
      fc.record({ EngineTranscribeSettings: standard }),
      fc.record({ EngineTranscribeMedicalSettings: medical }),
    ),
    optional({ EngineTranscribeSettings: standard, EngineTranscribeMedicalSettings: medical }),
  )

  const inMeeting = { MeetingId: guid }
  const oneAttendee = { MeetingId: guid, AttendeeId: guid }
  return {
    CreateMeeting: fc.record(meeting, { requiredKeys: ['ExternalMeetingId', 'MediaRegion'] }),
    CreateMeetingWithAttendees: fc.record(
      { ...meeting, Attendees: list(person, 1, 20) },
      { requiredKeys: ['ExternalMeetingId', 'MediaRegion', 'Attendees'] },
    ),
    GetMeeting: fc.record(inMeeting),
    DeleteMeeting: fc.record(inMeeting),
    CreateAttendee: fc.record(
      { ...inMeeting, ExternalUserId: external, Capabilities: capabilities },
      { requiredKeys: ['MeetingId', 'ExternalUserId'] },
    ),
    BatchCreateAttendee: fc.record({ ...inMeeting, Attendees: list(person, 1, 100) }),
    GetAttendee: fc.record(oneAttendee),
    ListAttendees: fc.record(
      { ...inMeeting, NextToken: short, MaxResults: integer(1, 100) },
      { requiredKeys: ['MeetingId'] },
    ),
    DeleteAttendee: fc.record(oneAttendee),
    UpdateAttendeeCapabilities: fc.record({ ...oneAttendee, Capabilities: capabilities }),
    BatchUpdateAttendeeCapabilitiesExcept: fc.record({
      ...inMeeting,
      ExcludedAttendeeIds: list(fc.record({ AttendeeId: guid }), 1, 250),
      Capabilities: capabilities,
    }),
    StartMeetingTranscription: fc.record({ ...inMeeting, TranscriptionConfiguration: engines }),
    StopMeetingTranscription: fc.record(inMeeting),
    ListTagsForResource: fc.record({ ResourceARN: arn }),
    TagResource: fc.record({ ResourceARN: arn, Tags: tags }),
    UntagResource: fc.record({ ResourceARN: arn, TagKeys: list(key, 0, 50) }),
  }
}
