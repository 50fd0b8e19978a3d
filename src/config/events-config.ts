import * as v from 'valibot'
import { lazySchema } from './lazy-schema.js'
import { baseUrl, plainBase, signingSecret } from './signing-rules.js'

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

/** The rules of `events` in the configuration. */
export const eventsConfigSchema: v.GenericSchema<EventsConfig> = lazySchema(() =>
  v.strictObject({ url: baseUrl(), secret: signingSecret() }, 'must be an object of url and secret'),
)

export function resolveEvents({ url, secret }: EventsConfig): ResolvedEventsConfig {
  return { url: plainBase(url), secrets: typeof secret === 'string' ? [secret] : [...secret] }
}
