import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Language, languageOf } from '../../i18n/languages.js'
import type { Messages } from '../../i18n/messages.js'

export const LanguageContext: ReturnType<typeof createContext<Language>> = createContext(languageOf([]))

export function useLanguage(): Language {
  return useContext(LanguageContext)
}

export function useMessages(): Messages {
  return useContext(LanguageContext).messages
}
