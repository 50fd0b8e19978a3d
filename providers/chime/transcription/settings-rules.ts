import type * as v from 'valibot'
import type { Problem } from '../../../src/errors/meeting-error.js'
import { flag, oneOf } from '../../../src/requests/text-rules.js'
import { anyText, text } from '../constraints.js'
import type { TranscribeSettings } from '../wire.js'
import {
  medicalRegions,
  medicalSpecialties,
  medicalTypes,
  partialResultsStabilities,
  transcribeLanguages,
  transcribeRegions,
  vocabularyFilterMethods,
} from '../wire-values.js'

type Entries = Readonly<Record<string, v.GenericSchema>>

/** The members of EngineTranscribeSettings (fact sheet, section 1.4). */
export function transcribeEntries(): Entries {
  const names = text(
    1,
    3_000,
    'must be 1 to 3,000 letters, digits and -._, names separated by commas',
    /^[a-zA-Z0-9,\-._]+$/,
  )
  return {
    LanguageCode: oneOf(...transcribeLanguages),
    IdentifyLanguage: flag,
    LanguageOptions: text(
      1,
      200,
      'must be languages separated by commas, 200 characters at most',
      /^[a-zA-Z\-,]+$/,
    ),
    PreferredLanguage: oneOf(...transcribeLanguages),
    Region: oneOf(...transcribeRegions),
    VocabularyName: anyText,
    VocabularyNames: names,
    VocabularyFilterName: anyText,
    VocabularyFilterNames: names,
    VocabularyFilterMethod: oneOf(...vocabularyFilterMethods),
    EnablePartialResultsStabilization: flag,
    PartialResultsStability: oneOf(...partialResultsStabilities),
    ContentIdentificationType: oneOf('PII'),
    ContentRedactionType: oneOf('PII'),
    PiiEntityTypes: text(
      1,
      300,
      'must be types such as NAME separated by commas, 300 characters at most',
      /^[A-Z_, ]+$/,
    ),
    LanguageModelName: text(1, 200, 'must have 1 to 200 letters, digits and ._-', /^[0-9a-zA-Z._-]+$/),
  }
}

/** The members of EngineTranscribeMedicalSettings; those of `requiredMedical` have to be there. */
export function medicalEntries(): Entries {
  return {
    LanguageCode: oneOf('en-US'),
    Specialty: oneOf(...medicalSpecialties),
    Type: oneOf(...medicalTypes),
    VocabularyName: anyText,
    Region: oneOf(...medicalRegions),
    ContentIdentificationType: oneOf('PHI'),
  }
}

export const requiredMedical: readonly string[] = ['LanguageCode', 'Specialty', 'Type']

type Member = keyof TranscribeSettings

/**
 * What AWS documents about members that exclude or need each other. Chime takes a wrong combination without a word, and the
 * transcription fails later, which only an event tells. `say` names a member as the caller knows it.
 */
export function combinationProblems(
  settings: TranscribeSettings,
  say: (member: Member) => string = (member) => member,
): readonly Problem[] {
  const { LanguageCode, IdentifyLanguage, LanguageOptions, PreferredLanguage } = settings
  const identifies = IdentifyLanguage === true
  const marks = settings.ContentIdentificationType !== undefined
  const hides = settings.ContentRedactionType !== undefined
  const languages = LanguageOptions?.split(',')
  const problems: Problem[] = []
  const refuse = (member: Member, broken: boolean, rule: string): void => {
    if (broken) problems.push({ path: say(member), rule })
  }
  refuse(
    'LanguageCode',
    (LanguageCode === undefined) !== identifies,
    `or ${say('IdentifyLanguage')} is required, and not both`,
  )
  refuse('LanguageOptions', languages !== undefined && !identifies, `needs ${say('IdentifyLanguage')}`)
  refuse(
    'LanguageOptions',
    languages !== undefined && !areLanguages(languages),
    'must be two languages at least, and not two dialects of one',
  )
  refuse(
    'PreferredLanguage',
    PreferredLanguage !== undefined && languages?.includes(PreferredLanguage) !== true,
    `must be one of ${say('LanguageOptions')}`,
  )
  refuse('ContentRedactionType', hides && marks, `excludes ${say('ContentIdentificationType')}`)
  refuse('ContentRedactionType', hides && identifies, `needs ${say('LanguageCode')}`)
  refuse(
    'LanguageModelName',
    settings.LanguageModelName !== undefined && identifies,
    `needs ${say('LanguageCode')}`,
  )
  refuse(
    'PiiEntityTypes',
    settings.PiiEntityTypes !== undefined && !marks && !hides,
    `needs ${say('ContentIdentificationType')} or ${say('ContentRedactionType')}`,
  )
  return problems
}

/** Whether this is a choice of languages: two or more, one dialect of each. */
function areLanguages(codes: readonly string[]): boolean {
  const names = new Set(codes.map((code) => code.split('-')[0]?.toLowerCase()))
  return codes.length >= 2 && names.size === codes.length && !codes.includes('')
}
