import type { TranscribeSettings } from './transcribe-settings.js'

/**
 * Why Amazon Transcribe refuses settings that the meetings service takes; undefined where it does not. The service has
 * answered 200 by then: only an event tells.
 */
export function invalidCombination(settings: TranscribeSettings): string | undefined {
  const { IdentifyLanguage, LanguageOptions, ContentIdentificationType, ContentRedactionType } = settings
  if (IdentifyLanguage === true) {
    if (settings.LanguageCode !== undefined) return 'IdentifyLanguage excludes LanguageCode'
    if (settings.LanguageModelName !== undefined) return 'IdentifyLanguage excludes LanguageModelName'
    if (ContentRedactionType !== undefined) return 'IdentifyLanguage excludes ContentRedactionType'
  } else if (LanguageOptions !== undefined) {
    return 'LanguageOptions requires IdentifyLanguage'
  }
  if (settings.PreferredLanguage !== undefined && LanguageOptions === undefined) {
    return 'PreferredLanguage requires IdentifyLanguage and LanguageOptions'
  }
  if (ContentIdentificationType !== undefined && ContentRedactionType !== undefined) {
    return 'ContentIdentificationType excludes ContentRedactionType'
  }
  if (
    settings.PiiEntityTypes !== undefined &&
    ContentIdentificationType === undefined &&
    ContentRedactionType === undefined
  ) {
    return 'PiiEntityTypes requires ContentIdentificationType or ContentRedactionType'
  }
  return LanguageOptions === undefined ? undefined : invalidOptions(LanguageOptions)
}

function invalidOptions(options: string): string | undefined {
  const codes = options.split(',')
  if (codes.length < 2) return 'LanguageOptions must have two languages or more'
  const languages = new Set(codes.map((code) => code.split('-')[0]))
  return languages.size < codes.length ? 'LanguageOptions can have one dialect per language' : undefined
}
