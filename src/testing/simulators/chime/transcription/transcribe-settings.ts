import type { SettingsReader } from './settings-reader.js'

const languageCodes = [
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
] as const

/** Where Amazon Transcribe works for meetings. */
export const transcribeRegions = [
  'us-east-2',
  'us-east-1',
  'us-west-2',
  'ap-northeast-2',
  'ap-southeast-2',
  'ap-northeast-1',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
  'us-gov-west-1',
] as const

const anyText = { min: 0, max: 4096 }
const names = { min: 1, max: 3000, pattern: /^[a-zA-Z0-9,-._]+$/ }

/** EngineTranscribeSettings as the service's model has them (fact sheet, section 1.4). */
export interface TranscribeSettings {
  readonly LanguageCode: string | undefined
  readonly VocabularyFilterMethod: string | undefined
  readonly VocabularyFilterName: string | undefined
  readonly VocabularyName: string | undefined
  readonly Region: string | undefined
  readonly EnablePartialResultsStabilization: boolean | undefined
  readonly PartialResultsStability: string | undefined
  readonly ContentIdentificationType: string | undefined
  readonly ContentRedactionType: string | undefined
  readonly PiiEntityTypes: string | undefined
  readonly LanguageModelName: string | undefined
  readonly IdentifyLanguage: boolean | undefined
  readonly LanguageOptions: string | undefined
  readonly PreferredLanguage: string | undefined
  readonly VocabularyNames: string | undefined
  readonly VocabularyFilterNames: string | undefined
}

export function readTranscribeSettings(reader: SettingsReader): TranscribeSettings {
  return {
    LanguageCode: reader.choice('LanguageCode', languageCodes),
    VocabularyFilterMethod: reader.choice('VocabularyFilterMethod', ['remove', 'mask', 'tag']),
    VocabularyFilterName: reader.text('VocabularyFilterName', anyText),
    VocabularyName: reader.text('VocabularyName', anyText),
    Region: reader.choice('Region', [...transcribeRegions, 'auto']),
    EnablePartialResultsStabilization: reader.flag('EnablePartialResultsStabilization'),
    PartialResultsStability: reader.choice('PartialResultsStability', ['low', 'medium', 'high']),
    ContentIdentificationType: reader.choice('ContentIdentificationType', ['PII']),
    ContentRedactionType: reader.choice('ContentRedactionType', ['PII']),
    PiiEntityTypes: reader.text('PiiEntityTypes', { min: 1, max: 300, pattern: /^[A-Z_, ]+$/ }),
    LanguageModelName: reader.text('LanguageModelName', { min: 1, max: 200, pattern: /^[0-9a-zA-Z._-]+$/ }),
    IdentifyLanguage: reader.flag('IdentifyLanguage'),
    LanguageOptions: reader.text('LanguageOptions', { min: 1, max: 200, pattern: /^[a-zA-Z-,]+$/ }),
    PreferredLanguage: reader.choice('PreferredLanguage', languageCodes),
    VocabularyNames: reader.text('VocabularyNames', names),
    VocabularyFilterNames: reader.text('VocabularyFilterNames', names),
  }
}
