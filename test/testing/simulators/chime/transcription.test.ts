import type { EngineTranscribeSettings } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { createMeeting, nobody, refusal, startBench } from './support.js'

const english = { EngineTranscribeSettings: { LanguageCode: 'en-US' } } as const
const german = { EngineTranscribeSettings: { LanguageCode: 'de-DE', Region: 'eu-west-1' } } as const

describe('transcription in the Chime simulator', () => {
  it('starts, takes other settings, and stops', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    expect(simulator.meetings()[0]?.transcription).toBeUndefined()
    const started = await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: english })
    expect(started.$metadata.httpStatusCode).toBe(200)
    expect(simulator.meetings()[0]?.transcription).toEqual({ region: 'eu-central-1', configuration: english })
    await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: german })
    expect(simulator.meetings()[0]?.transcription).toEqual({ region: 'eu-west-1', configuration: german })
    const stopped = await client.stopMeetingTranscription({ MeetingId })
    expect(stopped.$metadata.httpStatusCode).toBe(200)
    expect(simulator.meetings()[0]?.transcription).toBeUndefined()
    const told = simulator.events.slice(1).map(({ detail }) => detail)
    expect(told).toMatchObject([
      {
        eventType: 'chime:TranscriptionStarted',
        meetingId: MeetingId,
        transcriptionRegion: 'eu-central-1',
        transcriptionConfiguration: JSON.stringify(english),
      },
      { eventType: 'chime:TranscriptionStarted', transcriptionConfiguration: JSON.stringify(german) },
      {
        eventType: 'chime:TranscriptionStopped',
        transcriptionRegion: 'eu-west-1',
        transcriptionConfiguration: JSON.stringify(german),
      },
    ])
  })

  it('cannot stop where it does not run', async () => {
    const { client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    expect(await refusal(client.stopMeetingTranscription({ MeetingId }))).toMatchObject({
      name: 'UnprocessableEntityException',
      status: 422,
    })
  })

  it('needs a meeting', async () => {
    const { client } = await startBench()
    const gone = { name: 'NotFoundException', status: 404 }
    const start = client.startMeetingTranscription({
      MeetingId: nobody,
      TranscriptionConfiguration: english,
    })
    expect(await refusal(start)).toMatchObject(gone)
    expect(await refusal(client.stopMeetingTranscription({ MeetingId: nobody }))).toMatchObject(gone)
    expect(await refusal(client.stopMeetingTranscription({ MeetingId: 'nobody' }))).toMatchObject({
      name: 'ValidationException',
    })
  })

  it('fails by an event while it runs, and when it is started', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: english })
    simulator.failTranscription(MeetingId, 'lost')
    expect(simulator.meetings()[0]?.transcription).toBeUndefined()
    simulator.failTranscription(MeetingId)
    await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: german })
    expect(simulator.meetings()[0]?.transcription).toBeUndefined()
    await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: german })
    expect(simulator.events.slice(1).map(({ detail }) => [detail.eventType, detail.message])).toEqual([
      ['chime:TranscriptionStarted', undefined],
      ['chime:TranscriptionFailed', 'lost'],
      ['chime:TranscriptionFailed', 'The stream to Amazon Transcribe failed'],
      ['chime:TranscriptionStarted', undefined],
    ])
  })

  const identify = { IdentifyLanguage: true } as const
  it.each<[EngineTranscribeSettings, string]>([
    [{ ...identify, LanguageCode: 'en-US' }, 'IdentifyLanguage excludes LanguageCode'],
    [{ ...identify, LanguageModelName: 'mine' }, 'IdentifyLanguage excludes LanguageModelName'],
    [{ ...identify, ContentRedactionType: 'PII' }, 'IdentifyLanguage excludes ContentRedactionType'],
    [{ LanguageCode: 'en-US', LanguageOptions: 'en-US,de-DE' }, 'LanguageOptions requires IdentifyLanguage'],
    [
      { ...identify, PreferredLanguage: 'de-DE' },
      'PreferredLanguage requires IdentifyLanguage and LanguageOptions',
    ],
    [{ ...identify, LanguageOptions: 'de-DE' }, 'LanguageOptions must have two languages or more'],
    [
      { ...identify, LanguageOptions: 'en-US,de-DE,en-AU' },
      'LanguageOptions can have one dialect per language',
    ],
    [
      { LanguageCode: 'en-US', ContentIdentificationType: 'PII', ContentRedactionType: 'PII' },
      'ContentIdentificationType excludes ContentRedactionType',
    ],
    [
      { LanguageCode: 'en-US', PiiEntityTypes: 'NAME' },
      'PiiEntityTypes requires ContentIdentificationType or ContentRedactionType',
    ],
  ])('is refused by the engine alone, after the answer: %o', async (EngineTranscribeSettings, message) => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    await client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: english })
    await client.startMeetingTranscription({
      MeetingId,
      TranscriptionConfiguration: { EngineTranscribeSettings },
    })
    const { detail } = simulator.events.at(-1) ?? {}
    expect(detail).toMatchObject({ eventType: 'chime:TranscriptionFailed', message })
    expect(JSON.parse(detail?.transcriptionConfiguration ?? '')).toEqual({ EngineTranscribeSettings })
    expect(simulator.meetings()[0]?.transcription).toBeUndefined()
  })

  const medical = { LanguageCode: 'en-US', Specialty: 'UROLOGY', Type: 'DICTATION' } as const
  it.each([
    ['standard', 'sa-east-1', undefined, 'sa-east-1'],
    ['standard', 'eu-north-1', undefined, undefined],
    ['standard', 'eu-north-1', 'auto', 'eu-central-1'],
    ['standard', 'eu-west-2', 'auto', 'eu-west-2'],
    ['standard', 'af-south-1', 'auto', 'us-east-1'],
    ['medical', 'eu-west-1', undefined, 'eu-west-1'],
    ['medical', 'eu-central-1', undefined, undefined],
    ['medical', 'eu-central-1', 'auto', 'eu-west-1'],
    ['medical', 'eu-central-1', 'us-west-2', 'us-west-2'],
  ] as const)(
    '%s of media in %s, asked for in %s, runs in %s',
    async (engine, MediaRegion, Region, where) => {
      const { simulator, client } = await startBench()
      const { MeetingId } = await createMeeting(client, { MediaRegion })
      await client.startMeetingTranscription({
        MeetingId,
        TranscriptionConfiguration:
          engine === 'medical'
            ? { EngineTranscribeMedicalSettings: { ...medical, Region } }
            : { EngineTranscribeSettings: { LanguageCode: 'en-US', Region } },
      })
      expect(simulator.meetings()[0]?.transcription?.region).toBe(where)
      expect(simulator.events.at(-1)?.detail).toMatchObject(
        where === undefined
          ? { eventType: 'chime:TranscriptionFailed', transcriptionRegion: MediaRegion }
          : { eventType: 'chime:TranscriptionStarted', transcriptionRegion: where },
      )
    },
  )

  it('shows what the service knows of the settings, not what else was sent', async () => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const settings = { LanguageCode: 'en-US', Volume: 11 } as EngineTranscribeSettings
    await client.startMeetingTranscription({
      MeetingId,
      TranscriptionConfiguration: { EngineTranscribeSettings: settings },
    })
    expect(simulator.meetings()[0]?.transcription?.configuration).toEqual(english)
  })
})
