import { randomBytes } from 'node:crypto'
import { askStore } from '../memory/ask-store.js'
import type { Clock } from '../ports/clock.js'
import type { Store } from '../ports/store.js'

/** After a crash somebody else may have it so soon. */
const BUSY_MS = 60_000
const RENEW_MS = 20_000
/** How often somebody looks again whose swap lost against what was gone when looked at. */
const TRIES = 5
const DONE = 'd'

/** The right to work on something, for as long as it is renewed. */
export interface DeliveryClaim {
  readonly key: string
  /** What stands in the store. */
  readonly text: string
  /** When it failed first, in epoch milliseconds, if it did. */
  readonly since: number | undefined
}

/**
 * What was handed over, what is being handed over, and what failed, so that of any number of processes one works on an event, and
 * none on one that is done. In the store: `d` done; `b:<token>:<since>` busy; `f:<since>` free again after a failure.
 */
export class Deliveries {
  readonly #store: Store
  readonly #clock: Clock
  readonly #prefix: string
  readonly #process = randomBytes(9).toString('base64url')
  readonly #held = new Map<DeliveryClaim, number>()
  #count = 0
  #cancel: (() => void) | undefined

  constructor(store: Store, clock: Clock, prefix: string) {
    this.#store = store
    this.#clock = clock
    this.#prefix = prefix
  }

  async claim(id: string): Promise<DeliveryClaim | 'done' | 'busy'> {
    const key = this.#prefix + id
    this.#count += 1
    const token = `b:${this.#process}.${this.#count.toString(36)}:`
    let seen: string | undefined
    for (let left = TRIES; left > 0; left--) {
      const since = sinceOf(seen)
      const claim: DeliveryClaim = { key, text: `${token}${since ?? ''}`, since }
      // A client that sends the command again by itself is told false though its first try did it: the value tells.
      if (await askStore(this.#store.swap(key, seen, claim.text, BUSY_MS))) return this.#hold(claim)
      seen = await askStore(this.#store.get(key))
      if (seen === claim.text) return this.#hold(claim)
      if (seen === DONE) return 'done'
      if (seen?.startsWith('b:') === true) return 'busy'
    }
    return 'busy'
  }

  /** Done, whoever believes to have it by now. */
  async done(claim: DeliveryClaim, keepMs: number): Promise<void> {
    await askStore(this.#store.set(claim.key, DONE, keepMs))
    this.#drop(claim)
  }

  /** Free at once, for as long as `keepMs` remembered to have failed. */
  async release(claim: DeliveryClaim, since: number, keepMs: number): Promise<void> {
    this.#drop(claim)
    await askStore(this.#store.swap(claim.key, claim.text, `f:${since}`, keepMs))
  }

  /** Free at once, and nothing remembered. */
  async forget(claim: DeliveryClaim): Promise<void> {
    await this.release(claim, claim.since ?? this.#clock.now(), 1)
  }

  /** Makes it count as done, without anybody having worked on it. */
  async remember(id: string, keepMs: number): Promise<void> {
    await askStore(this.#store.set(this.#prefix + id, DONE, keepMs))
  }

  /** The same, unless somebody has begun with it, and says whether it is done. */
  async rememberUnlessBegun(id: string, keepMs: number): Promise<boolean> {
    const key = this.#prefix + id
    if (await askStore(this.#store.swap(key, undefined, DONE, keepMs))) return true
    return (await askStore(this.#store.get(key))) === DONE
  }

  #hold(claim: DeliveryClaim): DeliveryClaim {
    this.#held.set(claim, this.#clock.now())
    this.#cancel ??= this.#clock.after(RENEW_MS, () => this.#renew())
    return claim
  }

  #drop(claim: DeliveryClaim): void {
    this.#held.delete(claim)
    if (this.#held.size > 0) return
    this.#cancel?.()
    this.#cancel = undefined
  }

  /** One timer for all: most are done long before it. */
  #renew(): void {
    this.#cancel = this.#clock.after(RENEW_MS, () => this.#renew())
    const before = this.#clock.now() - RENEW_MS
    for (const [claim, at] of this.#held) {
      if (at > before) continue
      const { key, text } = claim
      // A store that does not answer is asked again; a claim that was lost meanwhile stays lost.
      const renew = async (): Promise<boolean> => this.#store.swap(key, text, text, BUSY_MS)
      renew().catch(() => undefined)
    }
  }
}

function sinceOf(seen: string | undefined): number | undefined {
  return seen?.startsWith('f:') === true ? Number(seen.slice(2)) : undefined
}
