import { ar } from './ar.js'
import { en } from './en.js'
import { es } from './es.js'
import type { Messages } from './messages.js'

interface Spoken {
  /** BCP 47, for the page's `lang`. */
  readonly code: string
  readonly direction: 'ltr' | 'rtl'
  readonly messages: Messages
}

export interface Language extends Spoken {
  /** BCP 47, of the person: the same language, with what is usual in their region. */
  readonly locale: string
}

const english: Spoken = { code: 'en', direction: 'ltr', messages: en }

/** The languages that the page speaks, by their primary subtag. @internal */
export const languages: readonly Spoken[] = [
  english,
  { code: 'es', direction: 'ltr', messages: es },
  { code: 'ar', direction: 'rtl', messages: ar },
]

/** The first wanted language that the page speaks (`es-MX` is served with Spanish), else English. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split(/[-_]/)[0]
    const found = languages.find(({ code }) => code === primary)
    if (found !== undefined) return { ...found, locale: localeOf(tag, found.code) }
  }
  return { ...english, locale: english.code }
}

/** Dates and times fail on a tag that is none. */
function localeOf(tag: string, code: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? code
  } catch {
    return code
  }
}
