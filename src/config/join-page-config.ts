import * as v from 'valibot'
import { integer } from '../requests/text-rules.js'
import { lazySchema } from './lazy-schema.js'
import { baseUrl, plainBase, signingSecret } from './signing-rules.js'

/** The page that lets people in where the vendor has none. The same on every machine. */
export interface JoinPageConfig {
  /**
   * The address under which browsers reach what `createJoinPage` of `anymeet/join-page` answers, http(s), without query, fragment,
   * semicolon or user name: `https://app.example.com/meet`. What comes under it is our part. Browsers give cameras to https only,
   * and to localhost.
   */
  readonly url: string
  /**
   * 16 to 512 characters; proves that a link is ours. While it is rotated a list of at most 10, the new one first: the first signs,
   * all are accepted. Keep an old one for as long as links and meetings live that it let in: `linkMinutes`, and a day.
   */
  readonly secret: string | readonly string[]
  /** How long a link may be opened, 1 to 43,200 (30 days) minutes. Who is inside stays. Default: 120. */
  readonly linkMinutes?: number | undefined
  /**
   * A link belongs to the browser that opened it first: there it works again, and anywhere else it is refused. Kept by a cookie, so
   * where a browser keeps none, as in a frame of another site, it does not work at all. Default: false.
   */
  readonly singleUse?: boolean | undefined
}

/** The same, checked. */
export interface ResolvedJoinPageConfig {
  /** Without a slash at its end. */
  readonly url: string
  readonly secrets: readonly string[]
  readonly linkMs: number
  readonly singleUse: boolean
}

/** The rules of `joinPage` in the configuration. */
export const joinPageConfigSchema: v.GenericSchema<JoinPageConfig> = lazySchema(() =>
  v.strictObject(
    {
      // The page's cookies are for this path, and would end there.
      url: v.pipe(
        baseUrl(),
        v.check((url) => !url.includes(';'), 'must not hold a semicolon'),
      ),
      secret: signingSecret(),
      linkMinutes: v.optional(integer(1, 43_200)),
      singleUse: v.optional(v.boolean('must be true or false')),
    },
    'must be an object of url, secret, linkMinutes and singleUse',
  ),
)

export function resolveJoinPage(config: JoinPageConfig): ResolvedJoinPageConfig {
  const { url, secret, linkMinutes = 120, singleUse = false } = config
  return {
    url: plainBase(url),
    secrets: typeof secret === 'string' ? [secret] : [...secret],
    linkMs: linkMinutes * 60_000,
    singleUse,
  }
}
