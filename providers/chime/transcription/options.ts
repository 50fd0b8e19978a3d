import * as v from 'valibot'
import { lazySchema } from '../../../src/config/lazy-schema.js'
import type { TranscribeMedicalSettings, TranscribeSettings } from '../wire.js'
import { medicalEntries, requiredMedical, transcribeEntries } from './settings-rules.js'

/**
 * `providerOptions.chime` of `transcription.start`: the settings of one of the two engines, exactly one. Refused with
 * `invalid-request` where a rule below is broken.
 */
export interface ChimeTranscriptionOptions {
  /** Amazon Transcribe, which is the engine without any options, too. */
  readonly standard?: ChimeTranscribeOptions
  /** Amazon Transcribe Medical: US English only, so `language` may be `en-US` or absent, and `languages` must be absent. */
  readonly medical?: ChimeTranscribeMedicalOptions
}

/** What there is to set beside `language` and `languages`. Names of vocabularies, filters and models are case-sensitive. */
export interface ChimeTranscribeOptions {
  /** The most probable one of `languages`: it is found faster. */
  readonly preferredLanguage?: NonNullable<TranscribeSettings['PreferredLanguage']>
  /**
   * Where Amazon Transcribe runs. Default: the media region of the meeting; if there is no Amazon Transcribe in it, the
   * transcription fails, which only an event tells. `auto`: a region nearby.
   */
  readonly region?: NonNullable<TranscribeSettings['Region']>
  /** A vocabulary of yours, for one `language`. */
  readonly vocabularyName?: string
  /** Vocabularies of yours, separated by commas, one for each of `languages`. */
  readonly vocabularyNames?: string
  /** A filter of yours, for one `language`. */
  readonly vocabularyFilterName?: string
  /** Filters of yours, separated by commas, one for each of `languages`. */
  readonly vocabularyFilterNames?: string
  /** What filters do with words: take them out, replace them by `***`, or mark them. */
  readonly vocabularyFilterMethod?: NonNullable<TranscribeSettings['VocabularyFilterMethod']>
  /** Whether words that were sent change less while the sentence goes on: earlier text, a little less exact. Default: false. */
  readonly enablePartialResultsStabilization?: boolean
  /** How little, with the former: `high` is fastest, `low` most exact. */
  readonly partialResultsStability?: NonNullable<TranscribeSettings['PartialResultsStability']>
  /** Marks personal data in the text. Excludes `contentRedactionType`. */
  readonly contentIdentificationType?: 'PII'
  /** Takes personal data out of the text. Needs `language`. */
  readonly contentRedactionType?: 'PII'
  /** Which kinds of personal data, separated by commas: `NAME,PHONE`. Needs one of the former two. Default: all kinds. */
  readonly piiEntityTypes?: string
  /** A language model of yours. Needs `language`, the one of the model; with another one AWS leaves the model out silently. */
  readonly languageModelName?: string
}

export interface ChimeTranscribeMedicalOptions {
  readonly specialty: TranscribeMedicalSettings['Specialty']
  /** Whether people talk with each other, or one of them dictates. */
  readonly type: TranscribeMedicalSettings['Type']
  /** A vocabulary of yours. */
  readonly vocabularyName?: string
  /** Where Amazon Transcribe Medical runs. Default: the media region of the meeting; see `region` of the standard engine. */
  readonly region?: NonNullable<TranscribeMedicalSettings['Region']>
  /** Marks health data in the text. */
  readonly contentIdentificationType?: 'PHI'
}

/** Given by `language` and `languages`. */
const neutral: readonly string[] = ['LanguageCode', 'IdentifyLanguage', 'LanguageOptions']

/** The rules of `providerOptions.chime`, but for those on how `standard` goes together with the languages. */
export const transcriptionOptionsSchema: v.GenericSchema = lazySchema(() =>
  v.pipe(
    v.strictObject(
      {
        standard: v.optional(ownMembers(transcribeEntries())),
        medical: v.optional(ownMembers(medicalEntries())),
      },
      'must be an object',
    ),
    v.check(
      ({ standard, medical }) => (standard === undefined) !== (medical === undefined),
      'must have either standard or medical',
    ),
  ),
)

function ownMembers(entries: Readonly<Record<string, v.GenericSchema>>): v.GenericSchema {
  const own = Object.entries(entries).filter(([member]) => !neutral.includes(member))
  const named = own.map(([member, schema]) => [
    optionName(member),
    requiredMedical.includes(member) ? schema : v.optional(schema),
  ])
  return v.strictObject(Object.fromEntries(named), 'must be an object')
}

/** As an option spells a member of Chime's API. */
export function optionName(member: string): string {
  return member.charAt(0).toLowerCase() + member.slice(1)
}

/** Options in Chime's own spelling. */
export function settingsOf(options: ChimeTranscribeOptions): TranscribeSettings
export function settingsOf(
  options: ChimeTranscribeMedicalOptions,
): Omit<TranscribeMedicalSettings, 'LanguageCode'>
export function settingsOf(options: object): object {
  const members = Object.entries(options).map(([name, value]) => [
    name.charAt(0).toUpperCase() + name.slice(1),
    value,
  ])
  return Object.fromEntries(members)
}
