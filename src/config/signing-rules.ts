import * as v from 'valibot'

const urlRule =
  'must be an absolute http(s) URL of at most 1,000 characters, without query, fragment and user name'
const secretRule = 'must be a secret of 16 to 512 characters, or a list of 1 to 10 different ones'

/** The address under which something of ours is reached. */
export function baseUrl(): v.GenericSchema<string, string> {
  return v.pipe(v.string(urlRule), v.maxLength(1_000, urlRule), v.check(isBase, urlRule))
}

/** A secret that signs, or several while it is rotated. */
export function signingSecret(): v.GenericSchema<string | readonly string[]> {
  const secret = v.pipe(v.string(secretRule), v.minLength(16, secretRule), v.maxLength(512, secretRule))
  const list = v.pipe(
    v.array(secret, secretRule),
    v.minLength(1, secretRule),
    v.maxLength(10, secretRule),
    v.check((secrets) => new Set(secrets).size === secrets.length, secretRule),
  )
  return v.union([secret, list], secretRule)
}

/** The same for every way to write it, without a slash at its end. */
export function plainBase(url: string): string {
  return new URL(url).href.replace(/\/+$/, '')
}

function isBase(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '' && !/[?#]/.test(text)
}
