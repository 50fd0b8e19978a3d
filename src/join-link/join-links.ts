import { randomBytes } from 'node:crypto'
import type { ResolvedJoinPageConfig } from '../config/join-page-config.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'
import type { JoinClaims, KeptRequest } from './join-claims.js'
import { KeptRequests } from './kept-requests.js'
import { Rooms } from './rooms.js'
import { SignedTokens } from './signed-tokens.js'

/** What a configuration with a join page is made into: shared by `join`, which signs links, and the page's handler, which reads them. */
export class JoinLinks {
  readonly config: ResolvedJoinPageConfig
  /** What the page has to remember; shared where the configuration's store is. */
  readonly store: Store
  readonly tokens: SignedTokens
  readonly kept: KeptRequests
  /** Who was let in, and who may not come in. */
  readonly rooms: Rooms
  readonly #clock: Clock

  constructor(config: ResolvedJoinPageConfig, store: Store, clock: Clock) {
    this.config = config
    this.store = store
    this.#clock = clock
    this.tokens = new SignedTokens(config.secrets)
    this.kept = new KeptRequests(store, config.linkMs)
    this.rooms = new Rooms(store)
  }

  /**
   * A link that lets one person in, until it expires. What it says stands behind a `#`, so that no server, log or referrer ever
   * sees it. Fails with `unavailable` where there is something to keep and the store does not answer.
   */
  async link(
    claims: Omit<JoinClaims, 'kept' | 'once'>,
    { create, providerOptions }: KeptRequest,
  ): Promise<{ readonly url: string; readonly expiresAt: Date }> {
    const { url, linkMs, singleUse } = this.config
    const kept =
      create === undefined && providerOptions === undefined
        ? undefined
        : await this.kept.keep({
            ...(create !== undefined && { create }),
            ...(providerOptions !== undefined && { providerOptions }),
          })
    const now = this.#clock.now()
    // Tokens tell time by the second.
    const expiresAt = Math.floor((now + linkMs) / 1_000) * 1_000
    const said: JoinClaims = {
      ...claims,
      ...(kept !== undefined && { kept }),
      ...(singleUse && { once: true }),
    }
    const id = randomBytes(16).toString('base64url')
    const token = await this.tokens.sign('anymeet-join', said, { id, now, expiresAt })
    return { url: `${url}/#${token}`, expiresAt: new Date(expiresAt) }
  }
}
