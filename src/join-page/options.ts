import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { checkRequest } from '../requests/check-request.js'
import { isWebUrl, matching, text, webUrl } from '../requests/text-rules.js'
import type { RateLimit } from '../resilience/token-bucket.js'
import { packagedAssets } from './assets-in.js'
import type { JoinPageOptions } from './join-page.js'
import type { PageAssets } from './page-assets.js'

/** The options with their defaults. */
export interface ResolvedPageOptions
  extends Omit<JoinPageOptions, 'linkRate' | 'passRate' | 'assets' | 'title'> {
  readonly title: string
  readonly connectSources: readonly string[]
  readonly imageSources: readonly string[]
  readonly frameAncestors: readonly string[]
  readonly linkRate: RateLimit
  readonly passRate: RateLimit
  readonly assets: PageAssets
}

/** A host, or a scheme; nothing that would end a directive, or that a header cannot hold. */
const sourcePattern = /^(?:'self'|(?:https?|wss?):(?:\/\/[\w.:*/%~[\]-]+)?)$/
const MAX_SOURCES = 50

const schema: v.GenericSchema = lazySchema(() => {
  const sources = v.pipe(
    v.array(matching(sourcePattern), 'must be a list of sources'),
    v.maxLength(MAX_SOURCES, `must have at most ${MAX_SOURCES} sources`),
  )
  const number = (min: number, max: number): v.GenericSchema => {
    const rule = `must be a number from ${min} to ${max}`
    return v.pipe(v.number(rule), v.minValue(min, rule), v.maxValue(max, rule))
  }
  const rate = v.strictObject(
    { perSecond: number(0.01, 10_000), burst: number(1, 100_000) },
    'must be an object of perSecond and burst',
  )
  return v.strictObject(
    {
      title: v.optional(text(1, 100)),
      lang: v.optional(matching(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)),
      themeColor: v.optional(matching(/^#[0-9a-fA-F]{6}$/)),
      logoUrl: v.optional(
        v.pipe(webUrl(2_000), v.check(isOnSource, 'must have a host without quotes and ;')),
      ),
      bannerText: v.optional(text(1, 500)),
      connectSources: v.optional(sources),
      imageSources: v.optional(sources),
      frameAncestors: v.optional(sources),
      linkRate: v.optional(rate),
      passRate: v.optional(rate),
      assets: v.optional(v.looseObject({}, 'must be an object')),
      onProblem: v.optional(v.function('must be a function')),
    },
    'must be an object',
  )
})

/** Where a logo comes from stands in a directive, too. */
function isOnSource(url: string): boolean {
  return !isWebUrl(url) || sourcePattern.test(new URL(url).origin)
}

/** Fails with `invalid-request`. A member that is undefined counts as left out. */
export function resolvePageOptions(options: JoinPageOptions): ResolvedPageOptions {
  checkRequest(schema, options)
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return {
    title: 'Meeting',
    connectSources: [],
    imageSources: ['https:'],
    frameAncestors: [],
    linkRate: { perSecond: 1, burst: 10 },
    passRate: { perSecond: 2, burst: 30 },
    assets: options.assets ?? packagedAssets(),
    ...Object.fromEntries(given),
  }
}
