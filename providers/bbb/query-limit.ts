import { invalidRequest } from '../../src/errors/invalid-request.js'

/**
 * Longest URL of a call. Web servers in front of BigBlueButton take about 8 kB of request line and answer
 * more with an HTML page; parameters cannot go into a body, because a body is not signed. Fact sheet section
 * 2.3.
 */
const MAX_URL_LENGTH = 8_000

/** The field of a request that a parameter stands for. */
export type FieldOf = (param: string) => string

const fields: Readonly<Record<string, string>> = {
  name: 'name',
  welcome: 'welcomeMessage',
  logoutURL: 'logoutUrl',
  logo: 'logoUrl',
  bannerText: 'bannerText',
  fullName: 'participant.name',
  avatarURL: 'participant.avatarUrl',
}

/**
 * Fails with `invalid-request` where a signed URL is too long, and names the field that takes most of it: a
 * neutral one, unless `fieldOf` says otherwise.
 */
export function checkUrlLength(url: string, fieldOf: FieldOf = neutralField): void {
  if (url.length <= MAX_URL_LENGTH) return
  const params = url.slice(url.indexOf('?') + 1).split('&')
  const longest = params.reduce((one, other) => (other.length > one.length ? other : one), '')
  throw invalidRequest([
    {
      path: fieldOf(longest.slice(0, longest.indexOf('='))),
      rule: `must be shorter: the whole call would be ${url.length} bytes long as a URL, and BigBlueButton takes ${MAX_URL_LENGTH}; characters other than ASCII letters and digits count 3 to 12`,
    },
  ])
}

/** The field of the neutral requests. */
export function neutralField(param: string): string {
  const field = Object.hasOwn(fields, param) ? fields[param] : undefined
  if (field !== undefined) return field
  if (param.startsWith('meta_')) return `metadata.${param.slice('meta_'.length)}`
  if (param.startsWith('userdata-')) return `providerOptions.bbb.userdata.${param.slice('userdata-'.length)}`
  return `providerOptions.bbb.${param}`
}
