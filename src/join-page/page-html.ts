import type { ResolvedPageOptions } from './options.js'
import type { PageManifest, PageSettings } from './page-api.js'

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ku|nqo|ps|sd|syr|ug|ur|yi)(?:-|$)/i

/** The page before its script runs. It is the same for everybody and says nothing about any meeting. */
export function pageHtml(manifest: PageManifest, options: ResolvedPageOptions): string {
  const { title, lang, themeColor, logoUrl, bannerText } = options
  const settings: PageSettings = {
    title,
    ...(lang !== undefined && { lang }),
    ...(logoUrl !== undefined && { logoUrl }),
    ...(bannerText !== undefined && { bannerText }),
  }
  const direction = rightToLeft.test(lang ?? '') ? 'rtl' : 'ltr'
  const { script, style, icon } = manifest
  return [
    '<!doctype html>',
    `<html lang="${escaped(lang ?? 'en')}" dir="${direction}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<title>${escaped(title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    ...(themeColor === undefined ? [] : [`<meta name="theme-color" content="${escaped(themeColor)}">`]),
    `<meta name="anymeet" content="${escaped(JSON.stringify(settings))}">`,
    ...(icon === undefined ? [] : [`<link rel="icon" href="assets/${escaped(icon)}">`]),
    `<link rel="stylesheet" href="assets/${escaped(style)}">`,
    `<script src="assets/${escaped(script)}" defer></script>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    '<noscript>This page needs JavaScript, a camera or a microphone, and a current browser.</noscript>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
