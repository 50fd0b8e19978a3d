import type { PageSettings } from '../../../src/join-page/page-api.js'
import { jsonObject } from '../base/json-object.js'

/** Reads the content of `<meta name="anymeet">`. What is missing or damaged is left out: the page works without. */
export function pageSettingsOf(content: string | null | undefined): PageSettings {
  const found = jsonObject(content ?? '')
  const text = (name: string): string | undefined => {
    const value = found[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const lang = text('lang')
  const logoUrl = text('logoUrl')
  const bannerText = text('bannerText')
  return {
    title: text('title') ?? '',
    ...(lang === undefined ? {} : { lang }),
    ...(logoUrl === undefined ? {} : { logoUrl }),
    ...(bannerText === undefined ? {} : { bannerText }),
  }
}
