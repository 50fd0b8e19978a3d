import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { Problem } from '../../../src/errors/meeting-error.js'
import type { TranscriptionRequest } from '../../../src/spec/transcription.js'
import { readOwnOptions } from '../own-options.js'
import type { TranscribeSettings, TranscriptionConfiguration } from '../wire.js'
import { languageSettings } from './languages.js'
import {
  type ChimeTranscribeOptions,
  type ChimeTranscriptionOptions,
  optionName,
  settingsOf,
  transcriptionOptionsSchema,
} from './options.js'
import { combinationProblems } from './settings-rules.js'

const PATH = 'providerOptions.chime'

/** A request in Chime's words. Everything is checked here: `invalid-request`. */
export function transcriptionConfiguration(request: TranscriptionRequest): TranscriptionConfiguration {
  const own: ChimeTranscriptionOptions = readOwnOptions(transcriptionOptionsSchema, request.providerOptions)
  const { standard = {}, medical } = own
  if (medical === undefined) return { EngineTranscribeSettings: standardSettings(request, standard) }
  refuseOtherLanguages(request)
  return { EngineTranscribeMedicalSettings: { LanguageCode: 'en-US', ...settingsOf(medical) } }
}

function standardSettings(
  request: TranscriptionRequest,
  options: ChimeTranscribeOptions,
): TranscribeSettings {
  const settings = { ...languageSettings(request), ...settingsOf(options) }
  const problems = combinationProblems(settings, nameOf)
  if (problems.length > 0) throw invalidRequest(problems)
  return settings
}

function nameOf(member: keyof TranscribeSettings): string {
  if (member === 'LanguageCode') return 'language'
  return member === 'LanguageOptions' ? 'languages' : `${PATH}.standard.${optionName(member)}`
}

function refuseOtherLanguages({ language, languages }: TranscriptionRequest): void {
  const rule = `must be absent or en-US with ${PATH}.medical`
  const problems: Problem[] = []
  if (language !== undefined && language.toLowerCase() !== 'en-us') problems.push({ path: 'language', rule })
  if (languages !== undefined)
    problems.push({ path: 'languages', rule: `must be absent with ${PATH}.medical` })
  if (problems.length > 0) throw invalidRequest(problems)
}
