import type { RateLimit } from '../resilience/token-bucket.js'
import type { PageAssets } from './page-assets.js'

/** How the join page looks, and who may use it how often. */
export interface JoinPageOptions {
  /** Name of your service, shown before the meeting's title is known, 1 to 100 characters. Default: `Meeting`. */
  readonly title?: string
  /** Language of the page as a language tag (`es`, `ar`). Default: the best of the browser's that the page has, else English. */
  readonly lang?: string
  /** Colour of the browser's own bars, `#rrggbb`. Default: the browser's. */
  readonly themeColor?: string
  /** Your logo, an absolute http(s) URL, where the meeting has none (`logoUrl` of `createMeeting`). Default: none. */
  readonly logoUrl?: string
  /** A line above the meeting, at most 500 characters, where the meeting has none. Default: none. */
  readonly bannerText?: string
  /**
   * Addresses that the page may connect to beside its own and `*.chime.aws`: sources of a Content-Security-Policy (`wss://host:port`).
   * For simulators and proxies. Default: none.
   */
  readonly connectSources?: readonly string[]
  /**
   * Where the page may take logos and the pictures of people from: sources of a Content-Security-Policy (`https://cdn.example.com`). Default: `https:`, any site
   * that is encrypted; beside them always its own and that of `logoUrl`.
   */
  readonly imageSources?: readonly string[]
  /** Sites that may show the page in a frame: sources of a Content-Security-Policy (`https://app.example.com`). Default: none. */
  readonly frameAncestors?: readonly string[]
  /** How often one link may be opened, by this process. Default: 10 at once, one a second. */
  readonly linkRate?: RateLimit
  /** How many requests one page may make once it was let in, or waits, to this process. Default: 30 at once, two a second. */
  readonly passRate?: RateLimit
  /** Where the page's files are, see `assetsIn`. Default: those that come with the package. */
  readonly assets?: PageAssets
  /** Told of what went wrong and is not the visitor's doing. */
  readonly onProblem?: (problem: JoinPageProblem) => void
}

export interface JoinPageProblem {
  /**
   * `failed`: vendor, directory or store did not do what was asked. `forgotten`: the store does not know any more what a link asked
   * for: it is not shared, or too small. `assets`: the page's files are not there.
   */
  readonly kind: 'failed' | 'forgotten' | 'assets'
  readonly tenant?: string
  readonly error: Error
}

/**
 * Serves the join page: itself a function from a web-standard request to its response, which never rejects. Make one with
 * `createJoinPage`; `nodeListener` and `lambdaHttp` serve it in node:http, Express and AWS Lambda.
 */
export interface JoinPage {
  (request: Request): Promise<Response>
  /** The same, for frameworks that want an object with `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>
}
