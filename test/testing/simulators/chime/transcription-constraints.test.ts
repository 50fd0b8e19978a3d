import type {
  EngineTranscribeMedicalSettings,
  EngineTranscribeSettings,
  TranscriptionConfiguration,
} from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it } from 'vitest'
import { createMeeting, rawRequest, refusal, startBench } from './support.js'

type Changes<Settings> = { [Member in keyof Settings]?: unknown }

const standard = (changes: Changes<EngineTranscribeSettings>): TranscriptionConfiguration => ({
  EngineTranscribeSettings: { LanguageCode: 'en-US', ...changes } as EngineTranscribeSettings,
})
const medical = (changes: Changes<EngineTranscribeMedicalSettings> = {}): TranscriptionConfiguration => ({
  EngineTranscribeMedicalSettings: {
    LanguageCode: 'en-US',
    Specialty: 'NEUROLOGY',
    Type: 'DICTATION',
    Region: 'us-east-1',
    ...changes,
  } as EngineTranscribeMedicalSettings,
})

/** What is refused (undefined: nothing), and whether the settings are the meeting's now. */
async function start(
  configuration: TranscriptionConfiguration | undefined,
): Promise<{ name: string; status: number; message: string } | undefined> {
  const { simulator, client } = await startBench()
  const { MeetingId } = await createMeeting(client, { MediaRegion: 'us-east-1' })
  const call = client.startMeetingTranscription({ MeetingId, TranscriptionConfiguration: configuration })
  const refused = await call.then(
    () => undefined,
    () => refusal(call),
  )
  const kept = simulator.meetings()[0]?.transcription?.configuration
  expect(kept).toEqual(refused === undefined ? configuration : undefined)
  return refused
}

const pii = { ContentRedactionType: 'PII' }

describe('settings of a transcription that the Chime simulator takes', () => {
  it.each<[string, Changes<EngineTranscribeSettings>]>([
    ...[
      ...['en-US', 'en-GB', 'es-US', 'fr-CA', 'fr-FR', 'en-AU', 'it-IT', 'de-DE', 'pt-BR', 'ja-JP'],
      ...['ko-KR', 'zh-CN', 'th-TH', 'hi-IN'],
    ].map((LanguageCode): [string, object] => [LanguageCode, { LanguageCode }]),
    ...[
      ...['us-east-1', 'us-east-2', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-central-1', 'eu-west-1'],
      ...['eu-west-2', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-2', 'us-gov-west-1', 'auto'],
    ].map((Region): [string, object] => [Region, { Region }]),
    ['a vocabulary of 4096 characters', { VocabularyName: 'v'.repeat(4096) }],
    ['a filter of 4096 characters', { VocabularyFilterName: 'v'.repeat(4096) }],
    ['the filter method remove', { VocabularyFilterMethod: 'remove' }],
    ['the filter method mask', { VocabularyFilterMethod: 'mask' }],
    ['the filter method tag', { VocabularyFilterMethod: 'tag' }],
    ['stable partial results', { EnablePartialResultsStabilization: true, PartialResultsStability: 'high' }],
    ['lowly stable partial results', { PartialResultsStability: 'low' }],
    ['fairly stable partial results', { PartialResultsStability: 'medium' }],
    ['identified content', { ContentIdentificationType: 'PII' }],
    ['redacted content', pii],
    ['entity types of 300 characters', { ...pii, PiiEntityTypes: 'N'.repeat(300) }],
    ['every kind of entity character', { ...pii, PiiEntityTypes: 'NAME, BANK_ROUTING' }],
    ['a model of 200 characters', { LanguageModelName: 'm'.repeat(200) }],
    ['every kind of model character', { LanguageModelName: 'aZ09._-' }],
    ['vocabularies of 3000 characters', { VocabularyNames: 'v'.repeat(3000) }],
    ['every kind of vocabulary character', { VocabularyNames: 'aZ0,9-._' }],
    ['filters of 3000 characters', { VocabularyFilterNames: 'f'.repeat(3000) }],
    ['identification of the language', { LanguageCode: undefined, IdentifyLanguage: true }],
    [
      'a preferred language',
      {
        LanguageCode: undefined,
        IdentifyLanguage: true,
        LanguageOptions: 'de-DE,en-US',
        PreferredLanguage: 'de-DE',
      },
    ],
  ])('%s', async (_, changes) => {
    expect(await start(standard(changes))).toBeUndefined()
  })

  it.each<[string, Changes<EngineTranscribeMedicalSettings>]>([
    ...['PRIMARYCARE', 'CARDIOLOGY', 'NEUROLOGY', 'ONCOLOGY', 'RADIOLOGY', 'UROLOGY'].map(
      (Specialty): [string, object] => [Specialty, { Specialty }],
    ),
    ...['us-east-1', 'us-east-2', 'us-west-2', 'ap-southeast-2', 'ca-central-1', 'eu-west-1', 'auto'].map(
      (Region): [string, object] => [Region, { Region }],
    ),
    ['a conversation', { Type: 'CONVERSATION' }],
    ['a vocabulary of 4096 characters', { VocabularyName: 'v'.repeat(4096) }],
    ['identified content', { ContentIdentificationType: 'PHI' }],
  ])('of the medical engine: %s', async (_, changes) => {
    expect(await start(medical(changes))).toBeUndefined()
  })
})

describe('settings of a transcription that the Chime simulator refuses', () => {
  it.each<[string, Changes<EngineTranscribeSettings>, string]>([
    ['an unknown language', { LanguageCode: 'tlh-KL' }, 'languageCode'],
    ['an unknown region', { Region: 'eu-north-1' }, 'region'],
    ['a vocabulary of 4097 characters', { VocabularyName: 'v'.repeat(4097) }, 'vocabularyName'],
    ['a filter of 4097 characters', { VocabularyFilterName: 'v'.repeat(4097) }, 'vocabularyFilterName'],
    ['an unknown filter method', { VocabularyFilterMethod: 'shout' }, 'vocabularyFilterMethod'],
    ['an unknown stability', { PartialResultsStability: 'HIGH' }, 'partialResultsStability'],
    ['an unknown identification', { ContentIdentificationType: 'PHI' }, 'contentIdentificationType'],
    ['an unknown redaction', { ContentRedactionType: 'PHI' }, 'contentRedactionType'],
    ['no entity types', { ...pii, PiiEntityTypes: '' }, 'piiEntityTypes'],
    ['entity types of 301 characters', { ...pii, PiiEntityTypes: 'N'.repeat(301) }, 'piiEntityTypes'],
    ['lower-case entity types', { ...pii, PiiEntityTypes: 'NAME,email' }, 'piiEntityTypes'],
    ['no model', { LanguageModelName: '' }, 'languageModelName'],
    ['a model of 201 characters', { LanguageModelName: 'm'.repeat(201) }, 'languageModelName'],
    ['a model with a space', { LanguageModelName: 'my model' }, 'languageModelName'],
    ['no vocabularies', { VocabularyNames: '' }, 'vocabularyNames'],
    ['vocabularies of 3001 characters', { VocabularyNames: 'v'.repeat(3001) }, 'vocabularyNames'],
    ['vocabularies with a space', { VocabularyNames: 'one, two' }, 'vocabularyNames'],
    ['filters of 3001 characters', { VocabularyFilterNames: 'f'.repeat(3001) }, 'vocabularyFilterNames'],
    ['filters with a space', { VocabularyFilterNames: 'one, two' }, 'vocabularyFilterNames'],
    ['no options', { IdentifyLanguage: true, LanguageOptions: '' }, 'languageOptions'],
    ['options of 201 characters', { LanguageOptions: 'a'.repeat(201) }, 'languageOptions'],
    ['options with a space', { LanguageOptions: 'de-DE, en-US' }, 'languageOptions'],
    ['an unknown preferred language', { PreferredLanguage: 'de-AT' }, 'preferredLanguage'],
  ])('%s', async (_, changes, member) => {
    const refused = await start(standard(changes))
    expect(refused).toMatchObject({ name: 'ValidationException', status: 400 })
    expect(refused?.message).toContain(`'transcriptionConfiguration.engineTranscribeSettings.${member}'`)
  })

  it.each<[string, Changes<EngineTranscribeMedicalSettings>, string]>([
    ['no language', { LanguageCode: undefined }, 'languageCode'],
    ['another language', { LanguageCode: 'de-DE' }, 'languageCode'],
    ['no specialty', { Specialty: undefined }, 'specialty'],
    ['an unknown specialty', { Specialty: 'DENTISTRY' }, 'specialty'],
    ['no type', { Type: undefined }, 'type'],
    ['an unknown type', { Type: 'SONG' }, 'type'],
    ['a region of the other engine only', { Region: 'eu-central-1' }, 'region'],
    ['a vocabulary of 4097 characters', { VocabularyName: 'v'.repeat(4097) }, 'vocabularyName'],
    ['an unknown identification', { ContentIdentificationType: 'PII' }, 'contentIdentificationType'],
  ])('of the medical engine: %s', async (_, changes, member) => {
    const refused = await start(medical(changes))
    expect(refused).toMatchObject({ name: 'ValidationException', status: 400 })
    const at = 'transcriptionConfiguration.engineTranscribeMedicalSettings'
    expect(refused?.message).toContain(`'${at}.${member}'`)
  })

  it('no configuration', async () => {
    expect(await start(undefined)).toMatchObject({ name: 'ValidationException', status: 400 })
  })

  it.each<[string, TranscriptionConfiguration]>([
    ['neither engine', {}],
    ['both engines', { ...standard({}), ...medical() }],
    ['neither a language nor its identification', { EngineTranscribeSettings: {} }],
    ['identification switched off', { EngineTranscribeSettings: { IdentifyLanguage: false } }],
  ])('%s', async (_, configuration) => {
    expect(await start(configuration)).toMatchObject({ name: 'BadRequestException', status: 400 })
  })

  it.each([
    ['a text for a flag', { LanguageCode: 'en-US', EnablePartialResultsStabilization: 'true' }],
    ['a number for a text', { LanguageCode: 'en-US', VocabularyName: 7 }],
    ['a list for the settings', ['en-US']],
  ])('%s', async (_, EngineTranscribeSettings) => {
    const { simulator, client } = await startBench()
    const { MeetingId } = await createMeeting(client)
    const target = `/meetings/${MeetingId}/transcription?operation=start`
    const body = JSON.stringify({ TranscriptionConfiguration: { EngineTranscribeSettings } })
    const response = await rawRequest(simulator, 'POST', target, body)
    expect(response.status).toBe(400)
    expect(response.headers.get('x-amzn-errortype')).toBe('SerializationException')
  })
})
