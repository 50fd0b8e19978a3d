import { anyTexts, type Boundary, choice, flags, x } from './boundary-values.js'

const languages = [
  'en-US',
  'en-GB',
  'es-US',
  'fr-CA',
  'fr-FR',
  'en-AU',
  'it-IT',
  'de-DE',
  'pt-BR',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'th-TH',
  'hi-IN',
]
const transcribeRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ca-central-1',
  'sa-east-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-southeast-2',
  'us-gov-west-1',
  'auto',
]
const medicalRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-southeast-2',
  'ca-central-1',
  'eu-west-1',
  'auto',
]

const standard = 'TranscriptionConfiguration.EngineTranscribeSettings'
const medical = 'TranscriptionConfiguration.EngineTranscribeMedicalSettings'
const withStandard = (settings: object): Pick<Boundary, 'given'> => ({
  given: { TranscriptionConfiguration: { EngineTranscribeSettings: settings } },
})
const oneLanguage = withStandard({ LanguageCode: 'en-US' })
const identify = withStandard({ IdentifyLanguage: true })
const someLanguages = { IdentifyLanguage: true, LanguageOptions: 'en-US,de-DE' }
const withMedical = {
  given: {
    TranscriptionConfiguration: {
      EngineTranscribeMedicalSettings: { LanguageCode: 'en-US', Specialty: 'UROLOGY', Type: 'DICTATION' },
    },
  },
}
const names = { inside: ['x', x(3_000), 'a,b-c._9'], outside: ['', x(3_001), 'a b', 'ü'] }

export const ofTranscription: readonly Omit<Boundary, 'operation'>[] = [
  {
    at: `${standard}.LanguageCode`,
    inside: languages,
    outside: ['', 'en-us', 'nl-NL', undefined],
    ...oneLanguage,
  },
  { at: `${standard}.LanguageCode`, inside: [], outside: ['en-US'], ...identify },
  { at: `${standard}.IdentifyLanguage`, inside: [false], outside: flags.outside, ...oneLanguage },
  {
    at: `${standard}.LanguageOptions`,
    inside: ['en-US,de-DE', `en-US,${x(194)}`],
    outside: ['', 'en-US', 'en-US,en-GB', 'en-US,,de-DE', 'en_US,de-DE', `en-US,${x(195)}`],
    ...identify,
  },
  { at: `${standard}.LanguageOptions`, inside: [], outside: ['en-US,de-DE'], ...oneLanguage },
  {
    at: `${standard}.PreferredLanguage`,
    inside: ['en-US', 'de-DE'],
    outside: ['fr-FR', 'DE-DE', 'nl-NL'],
    ...withStandard(someLanguages),
  },
  { at: `${standard}.PreferredLanguage`, inside: [], outside: ['en-US'], ...oneLanguage },
  {
    at: `${standard}.Region`,
    inside: transcribeRegions,
    outside: ['', 'AUTO', 'eu-north-1'],
    ...oneLanguage,
  },
  { at: `${standard}.VocabularyName`, ...anyTexts, ...oneLanguage },
  { at: `${standard}.VocabularyNames`, ...names, ...identify },
  { at: `${standard}.VocabularyFilterName`, ...anyTexts, ...oneLanguage },
  { at: `${standard}.VocabularyFilterNames`, ...names, ...identify },
  { at: `${standard}.VocabularyFilterMethod`, ...choice('remove', 'mask', 'tag'), ...oneLanguage },
  { at: `${standard}.EnablePartialResultsStabilization`, ...flags, ...oneLanguage },
  { at: `${standard}.PartialResultsStability`, ...choice('low', 'medium', 'high'), ...oneLanguage },
  { at: `${standard}.ContentIdentificationType`, ...choice('PII'), ...oneLanguage },
  { at: `${standard}.ContentRedactionType`, ...choice('PII'), ...oneLanguage },
  { at: `${standard}.ContentRedactionType`, inside: [], outside: ['PII'], ...identify },
  {
    at: `${standard}.ContentRedactionType`,
    inside: [],
    outside: ['PII'],
    ...withStandard({ LanguageCode: 'en-US', ContentIdentificationType: 'PII' }),
  },
  {
    at: `${standard}.PiiEntityTypes`,
    inside: ['ALL', 'NAME, BANK_ROUTING', 'X'.repeat(300)],
    outside: ['', 'name', 'NAME1', 'X'.repeat(301)],
    ...withStandard({ LanguageCode: 'en-US', ContentRedactionType: 'PII' }),
  },
  { at: `${standard}.PiiEntityTypes`, inside: [], outside: ['NAME'], ...oneLanguage },
  {
    at: `${standard}.LanguageModelName`,
    inside: ['m', x(200), 'a.b_c-9'],
    outside: ['', x(201), 'a b', 'ü'],
    ...oneLanguage,
  },
  { at: `${standard}.LanguageModelName`, inside: [], outside: ['m'], ...identify },
  { at: `${standard}.Colour`, inside: [], outside: ['red'], ...oneLanguage },
  {
    at: `${medical}.LanguageCode`,
    inside: ['en-US'],
    outside: ['en-GB', 'en-us', undefined],
    ...withMedical,
  },
  {
    at: `${medical}.Specialty`,
    inside: ['PRIMARYCARE', 'CARDIOLOGY', 'NEUROLOGY', 'ONCOLOGY', 'RADIOLOGY', 'UROLOGY'],
    outside: ['', 'urology', 'SURGERY', undefined],
    ...withMedical,
  },
  {
    at: `${medical}.Type`,
    inside: ['CONVERSATION', 'DICTATION'],
    outside: ['', 'dictation', undefined],
    ...withMedical,
  },
  { at: `${medical}.VocabularyName`, ...anyTexts, ...withMedical },
  { at: `${medical}.Region`, inside: medicalRegions, outside: ['', 'AUTO', 'eu-central-1'], ...withMedical },
  { at: `${medical}.ContentIdentificationType`, ...choice('PHI'), ...withMedical },
  {
    at: 'TranscriptionConfiguration',
    inside: [],
    outside: [
      {},
      undefined,
      {
        EngineTranscribeSettings: { LanguageCode: 'en-US' },
        EngineTranscribeMedicalSettings: { LanguageCode: 'en-US', Specialty: 'UROLOGY', Type: 'DICTATION' },
      },
    ],
  },
]
