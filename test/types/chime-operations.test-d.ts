import type * as aws from '@aws-sdk/client-chime-sdk-meetings'
import { assertType, describe, expectTypeOf, it } from 'vitest'
import type {
  ChimeAttendee,
  ChimeAttendeeError,
  ChimeMediaPlacement,
  ChimeMeeting,
} from '../../providers/chime/operations/answers.js'
import type { ChimeInput } from '../../providers/chime/operations/inputs.js'
import type {
  ChimeTranscribeMedicalOptions,
  ChimeTranscribeOptions,
} from '../../providers/chime/transcription/options.js'
import type * as ours from '../../providers/chime/wire.js'

type AwsInputs = {
  CreateMeeting: aws.CreateMeetingCommandInput
  CreateMeetingWithAttendees: aws.CreateMeetingWithAttendeesCommandInput
  GetMeeting: aws.GetMeetingCommandInput
  DeleteMeeting: aws.DeleteMeetingCommandInput
  CreateAttendee: aws.CreateAttendeeCommandInput
  BatchCreateAttendee: aws.BatchCreateAttendeeCommandInput
  GetAttendee: aws.GetAttendeeCommandInput
  ListAttendees: aws.ListAttendeesCommandInput
  DeleteAttendee: aws.DeleteAttendeeCommandInput
  UpdateAttendeeCapabilities: aws.UpdateAttendeeCapabilitiesCommandInput
  BatchUpdateAttendeeCapabilitiesExcept: aws.BatchUpdateAttendeeCapabilitiesExceptCommandInput
  StartMeetingTranscription: aws.StartMeetingTranscriptionCommandInput
  StopMeetingTranscription: aws.StopMeetingTranscriptionCommandInput
  ListTagsForResource: aws.ListTagsForResourceCommandInput
  TagResource: aws.TagResourceCommandInput
  UntagResource: aws.UntagResourceCommandInput
}

type MembersOf<Inputs> = { [Operation in keyof Inputs]: keyof Inputs[Operation] }

/** The members of every shape, which the compiler compares. */
describe('the types of Chime', () => {
  it('have every operation and every member that those of the AWS client have', () => {
    expectTypeOf<MembersOf<ours.ChimeInputs>>().toEqualTypeOf<MembersOf<AwsInputs>>()
    expectTypeOf<keyof ours.ChimeFeatures>().toEqualTypeOf<keyof aws.MeetingFeaturesConfiguration>()
    expectTypeOf<keyof ours.ChimeNotifications>().toEqualTypeOf<keyof aws.NotificationsConfiguration>()
    expectTypeOf<keyof ours.AttendeeInput>().toEqualTypeOf<keyof aws.CreateAttendeeRequestItem>()
    expectTypeOf<keyof ours.TranscribeSettings>().toEqualTypeOf<keyof aws.EngineTranscribeSettings>()
    expectTypeOf<keyof ours.TranscribeMedicalSettings>().toEqualTypeOf<
      keyof aws.EngineTranscribeMedicalSettings
    >()
    expectTypeOf<keyof ChimeMeeting>().toEqualTypeOf<keyof aws.Meeting>()
    expectTypeOf<keyof ChimeMediaPlacement>().toEqualTypeOf<keyof aws.MediaPlacement>()
    expectTypeOf<keyof ChimeAttendee>().toEqualTypeOf<keyof aws.Attendee>()
    expectTypeOf<keyof ChimeAttendeeError>().toEqualTypeOf<keyof aws.CreateAttendeeError>()
  })

  it('have every value that those have', () => {
    type Standard = Required<ours.TranscribeSettings>
    type Medical = Required<ours.TranscribeMedicalSettings>
    expectTypeOf<ours.ChimeDirection>().toEqualTypeOf<aws.MediaCapabilities>()
    expectTypeOf<ours.TranscribeLanguage>().toEqualTypeOf<aws.TranscribeLanguageCode>()
    expectTypeOf<Standard['Region']>().toEqualTypeOf<aws.TranscribeRegion>()
    expectTypeOf<Standard['VocabularyFilterMethod']>().toEqualTypeOf<aws.TranscribeVocabularyFilterMethod>()
    expectTypeOf<Standard['PartialResultsStability']>().toEqualTypeOf<aws.TranscribePartialResultsStability>()
    expectTypeOf<Medical['Specialty']>().toEqualTypeOf<aws.TranscribeMedicalSpecialty>()
    expectTypeOf<Medical['Type']>().toEqualTypeOf<aws.TranscribeMedicalType>()
    expectTypeOf<Medical['Region']>().toEqualTypeOf<aws.TranscribeMedicalRegion>()
    expectTypeOf<
      Required<ours.CreateMeetingInput>['MediaPlacementNetworkType']
    >().toEqualTypeOf<aws.MediaPlacementNetworkType>()
  })

  it('have an option for every setting of transcription that is not said by language and languages', () => {
    type Option<Settings> = Uncapitalize<
      Exclude<keyof Settings & string, 'LanguageCode' | 'IdentifyLanguage' | 'LanguageOptions'>
    >
    expectTypeOf<keyof ChimeTranscribeOptions>().toEqualTypeOf<Option<ours.TranscribeSettings>>()
    expectTypeOf<keyof ChimeTranscribeMedicalOptions>().toEqualTypeOf<
      Option<ours.TranscribeMedicalSettings>
    >()
  })

  it('ask for what is needed, know what may be left out, and take lists that nobody writes to', () => {
    const needed = { ExternalMeetingId: 'class-42', MediaRegion: 'us-east-1' } as const
    assertType<ChimeInput<'CreateMeeting'>>(needed)
    assertType<ChimeInput<'CreateMeeting'>>({ ...needed, TenantIds: ['a'] as const })
    // @ts-expect-error where the media run is needed
    assertType<ChimeInput<'CreateMeeting'>>({ ExternalMeetingId: 'class-42' })
    // @ts-expect-error no such member
    assertType<ChimeInput<'CreateMeeting'>>({ ...needed, Colour: 'red' })
    // @ts-expect-error no such value
    assertType<ChimeInput<'CreateMeeting'>>({ ...needed, MediaPlacementNetworkType: 'Ipv6Only' })
  })
})
