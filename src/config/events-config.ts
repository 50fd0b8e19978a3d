import * as v from 'valibot'
import { lazySchema } from './lazy-schema.js'

/** Where vendors deliver events: what `createEventHandler` answers. The same on every machine. */
export interface EventsConfig {
  /**
   * The address under which the event handler is reached from the vendors' servers, http(s), without query, fragment or user name:
   * `https://app.example.com/meeting-events`. What comes under it is our part.
   */
  readonly url: string
  /**
   * 16 to 512 characters; proves that a callback URL is ours. While it is rotated a list of at most 10, the new one first: the first
   * signs, all are accepted. Vendors hold URLs that were signed with it, so keep an old one for as long as meetings run.
   */
  readonly secret: string | readonly string[]
}

/** The same, checked. */
export interface ResolvedEventsConfig {
  /** Without a slash at its end. */
  readonly url: string
  readonly secrets: readonly string[]
}

const urlRule =
  'must be an absolute http(s) URL of at most 1,000 characters, without query, fragment and user name'
const secretRule = 'must be a secret of 16 to 512 characters, or a list of 1 to 10 different ones'

/** The rules of `events` in the configuration. */
export const eventsConfigSchema: v.GenericSchema<EventsConfig> = lazySchema(() => {
  const secret = v.pipe(v.string(secretRule), v.minLength(16, secretRule), v.maxLength(512, secretRule))
  const list = v.pipe(
    v.array(secret, secretRule),
    v.minLength(1, secretRule),
    v.maxLength(10, secretRule),
    v.check((secrets) => new Set(secrets).size === secrets.length, secretRule),
  )
  return v.strictObject(
    {
      url: v.pipe(v.string(urlRule), v.maxLength(1_000, urlRule), v.check(isBase, urlRule)),
      secret: v.union([secret, list], secretRule),
    },
    'must be an object of url and secret',
  )
})

export function resolveEvents({ url, secret }: EventsConfig): ResolvedEventsConfig {
  return {
    url: new URL(url).href.replace(/\/+$/, ''),
    secrets: typeof secret === 'string' ? [secret] : [...secret],
  }
}

function isBase(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, search, hash } = new URL(text)
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '' && !/[?#]/.test(text)
}
