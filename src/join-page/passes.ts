import { randomBytes } from 'node:crypto'
import type { JoinClaims } from '../join-link/join-claims.js'
import type { JoinLinks } from '../join-link/join-links.js'
import type { ReadToken } from '../join-link/signed-tokens.js'
import type { Clock } from '../ports/clock.js'

/** Longer than any meeting of a vendor that needs the page. */
const PASS_MS = 25 * 60 * 60_000

/** What a page that was let in shows with each request. */
export interface PassClaims extends JoinClaims {
  /** Id of the link by which the person came. */
  readonly link: string
  /** When it is over for good, in milliseconds since the epoch: no pass that is got by this one is good any longer. */
  readonly until: number
  /** In the meeting, of which `target` is the ref's text; otherwise the person waits to be let in. */
  readonly inside?: true
}

/** What a link's passes say. */
export function passClaims({
  claims,
  id,
  expiresAt,
}: Extract<ReadToken<JoinClaims>, { readonly state: 'good' }>): PassClaims {
  return { ...claims, link: id, until: expiresAt + PASS_MS }
}

/** Signs and reads passes. */
export class Passes {
  readonly #links: JoinLinks
  readonly #clock: Clock

  constructor(links: JoinLinks, clock: Clock) {
    this.#links = links
    this.#clock = clock
  }

  sign(claims: PassClaims): Promise<string> {
    const now = this.#clock.now()
    const id = randomBytes(16).toString('base64url')
    const expiresAt = Math.min(now + PASS_MS, claims.until)
    return this.#links.tokens.sign('anymeet-page', claims, { id, now, expiresAt })
  }

  read(pass: string): Promise<ReadToken<PassClaims>> {
    return this.#links.tokens.read('anymeet-page', pass, this.#clock.now())
  }
}
