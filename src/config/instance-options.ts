/** What is said about a configured instance beside how it is made. */
export interface InstanceOptions {
  /**
   * False retires the instance: what lives there is joined, read and ended, and no meeting is made on it any more. Neither the
   * default nor the route of a tenant nor a fallback may name it. A create that another process left unfinished on it is still
   * finished there. Default: true.
   */
  readonly acceptNew?: boolean
  /**
   * The instances, in order, on which a meeting is made where this one certainly did not make it: it fails with
   * `unavailable`, `rate-limited` or `quota`, and effect `none`. For new meetings only. Default: none.
   */
  readonly fallback?: string | readonly string[]
  /**
   * How people join where the request does not say: `page`, by a link to the join page, or `vendor`, by what the vendor gives.
   * `page` needs `joinPage`. Default: `page` where there is a join page and the vendor has no links of its own, else `vendor`.
   */
  readonly joinVia?: 'page' | 'vendor'
}
