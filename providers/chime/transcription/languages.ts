import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { Problem } from '../../../src/errors/meeting-error.js'
import type { TranscriptionRequest } from '../../../src/spec/transcription.js'
import type { TranscribeLanguage, TranscribeSettings } from '../wire.js'
import { transcribeLanguages } from '../wire-values.js'

/**
 * What is looked for where nobody says what is spoken: every language that Chime knows. Amazon Transcribe wants the list to be
 * given, and one dialect of a language only; Chime's own pages call the list optional.
 */
const everyLanguage: readonly TranscribeLanguage[] = [
  'en-US',
  'es-US',
  'fr-FR',
  'it-IT',
  'de-DE',
  'pt-BR',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'th-TH',
  'hi-IN',
]

/** What is spoken, in Chime's words. Fails with `invalid-request` for a language that Chime does not transcribe. */
export function languageSettings({
  language,
  languages,
}: Pick<TranscriptionRequest, 'language' | 'languages'>): TranscribeSettings {
  const problems: Problem[] = []
  const known = (asked: string, path: string): TranscribeLanguage[] => {
    // Languages are the same whichever way they are written: en-us, EN-US.
    const found = transcribeLanguages.find((one) => one.toLowerCase() === asked.toLowerCase())
    if (found !== undefined) return [found]
    problems.push({
      path,
      rule: `must be a language that Chime transcribes: ${transcribeLanguages.join(', ')}`,
    })
    return []
  }
  const [LanguageCode] = language === undefined ? [] : known(language, 'language')
  const options = languages?.flatMap((one, index) => known(one, `languages.${index}`)) ?? everyLanguage
  if (problems.length > 0) throw invalidRequest(problems)
  if (LanguageCode !== undefined) return { LanguageCode }
  return { IdentifyLanguage: true, LanguageOptions: options.join(',') }
}
