import type { ResolvedPageOptions } from './options.js'

export type Headers = Readonly<Record<string, string>>

/** Said with every answer. HSTS is for the host to say: it is about all that it serves. */
export const everywhere: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex',
}

/** Off unless named here; the page needs these for itself only. */
const permissions = [
  ...[
    'camera',
    'microphone',
    'display-capture',
    'autoplay',
    'fullscreen',
    'screen-wake-lock',
    'speaker-selection',
  ].map((feature) => `${feature}=(self)`),
  ...['geolocation', 'payment', 'usb', 'serial', 'bluetooth', 'midi', 'browsing-topics'].map(
    (feature) => `${feature}=()`,
  ),
].join(', ')

/** What the page may do in the browser (fact sheet, section 6.4: a session needs no eval, and blob workers). */
export function pageHeaders(
  options: Pick<ResolvedPageOptions, 'connectSources' | 'imageSources' | 'frameAncestors' | 'logoUrl'>,
): Headers {
  const { connectSources, imageSources, frameAncestors, logoUrl } = options
  const logo = logoUrl === undefined ? [] : [new URL(logoUrl).origin]
  const framed = frameAncestors.length > 0
  const policy: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', ...new Set([...imageSources, ...logo])],
    'font-src': ["'self'"],
    'media-src': ["'self'"],
    'connect-src': ["'self'", 'https://*.chime.aws', 'wss://*.chime.aws', ...connectSources],
    'worker-src': ['blob:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': framed ? frameAncestors : ["'none'"],
  }
  const directives = Object.entries(policy).map(([name, sources]) => `${name} ${sources.join(' ')}`)
  return {
    ...everywhere,
    'content-security-policy': directives.join('; '),
    'permissions-policy': permissions,
    'cross-origin-opener-policy': 'same-origin',
    ...(!framed && { 'x-frame-options': 'DENY' }),
  }
}

/** For texts that are no page. */
export const plainHeaders: Headers = {
  ...everywhere,
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
}
