import { canParseUrl } from '../../src/requests/text-rules.js'
/** What became of a pasted address: the API's base URL, or the rule that the text breaks. */
export type BaseUrl = { readonly url: string } | { readonly rule: string }

/**
 * The API's base URL, `https://host/bigbluebutton/api`, out of whatever an administrator pastes: a bare host,
 * the server's address with or without `/bigbluebutton`, `/api` or a call behind it, a load balancer's
 * `/bbb/<key>/bigbluebutton/api`, or the line `URL: …` as `bbb-conf --secret` prints it.
 */
export function parseBaseUrl(pasted: string): BaseUrl {
  const text = unquoted(pasted.trim().replace(/^(?:BBB_)?URL\s*[:=]\s*(?=["'`<]?\s*https?:\/\/)/i, ''))
  if (text === '') return { rule: 'must not be empty' }
  if (/[\s\\]|\p{Cc}/u.test(text)) return { rule: 'must be one URL, without blanks or backslashes inside' }
  if (/[?#]/.test(text))
    return { rule: 'must end before any "?" or "#": only the address of the API is wanted' }
  const scheme = /^([a-z][a-z\d+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'https' && scheme !== 'http')
    return { rule: 'must start with https:// or http://' }
  const absolute = scheme === undefined ? `https://${text.replace(/^\/\//, '')}` : text
  if (!/^https?:\/\/[^/]/i.test(absolute)) return { rule: 'must name a host' }
  if (/^https?:\/\/[^/]*@/i.test(absolute)) return { rule: 'must not hold a user name or password' }
  if (!canParseUrl(absolute)) return { rule: 'must be a valid URL' }
  const { origin, pathname } = new URL(absolute)
  return { url: `${origin}${prefix(pathname)}/bigbluebutton/api` }
}

/** What stands before `/bigbluebutton`, or before a lone `/api`; without either, the whole path. */
function prefix(pathname: string): string {
  const segments = pathname.split('/').filter((segment) => segment !== '')
  const marker = segments.lastIndexOf('bigbluebutton')
  const end = marker === -1 ? segments.lastIndexOf('api') : marker
  return (end === -1 ? segments : segments.slice(0, end)).map((segment) => `/${segment}`).join('')
}

/** The text without the quotes or angle brackets that came along when it was copied. */
export function unquoted(text: string): string {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2]?.trim() ?? /^<(.*)>$/s.exec(text)?.[1]?.trim() ?? text
}
