import type { PageSettings } from '../../../src/join-page/page-api.js'

/** Reads the content of `<meta name="anymeet">`. What is missing or damaged is left out: the page works without. */
export function pageSettingsOf(content: string | null | undefined): PageSettings {
  const found = parsed(content ?? '')
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

function parsed(content: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(content)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
