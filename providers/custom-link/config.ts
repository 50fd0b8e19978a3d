import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { type Parsed, parse } from '../../src/config/parsed.js'
import { webUrl } from '../../src/requests/text-rules.js'

/** A room that somebody made elsewhere: everybody gets the same link. */
export interface CustomLinkConfig {
  readonly type: 'custom-link'
  /**
   * The link, an absolute http(s) URL of at most 2,000 characters. `{id}` in it stands for the meeting's id, led by a
   * hash of the tenant and a dot where there is a tenant.
   */
  readonly url: string
}

export type ResolvedCustomLinkConfig = CustomLinkConfig

const schema = lazySchema(() => v.strictObject({ type: v.literal('custom-link'), url: webUrl(2_000) }))

/** Checks a configuration. */
export function parseCustomLinkConfig(input: unknown): Parsed<ResolvedCustomLinkConfig> {
  return parse(schema, input)
}
