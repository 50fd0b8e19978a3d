import type { SettingsReader } from './settings-reader.js'

const specialties = ['PRIMARYCARE', 'CARDIOLOGY', 'NEUROLOGY', 'ONCOLOGY', 'RADIOLOGY', 'UROLOGY'] as const

/** Where Amazon Transcribe Medical works for meetings. */
export const medicalRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'ap-southeast-2',
  'ca-central-1',
  'eu-west-1',
] as const

/** EngineTranscribeMedicalSettings as the service's model has them (fact sheet, section 1.4). */
export interface MedicalSettings {
  readonly LanguageCode: string | undefined
  readonly Specialty: string | undefined
  readonly Type: string | undefined
  readonly VocabularyName: string | undefined
  readonly Region: string | undefined
  readonly ContentIdentificationType: string | undefined
}

export function readMedicalSettings(reader: SettingsReader): MedicalSettings {
  return {
    LanguageCode: reader.requiredChoice('LanguageCode', ['en-US']),
    Specialty: reader.requiredChoice('Specialty', specialties),
    Type: reader.requiredChoice('Type', ['CONVERSATION', 'DICTATION']),
    VocabularyName: reader.text('VocabularyName', { min: 0, max: 4096 }),
    Region: reader.choice('Region', [...medicalRegions, 'auto']),
    ContentIdentificationType: reader.choice('ContentIdentificationType', ['PHI']),
  }
}
