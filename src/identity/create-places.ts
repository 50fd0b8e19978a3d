import { randomBytes } from 'node:crypto'
import type { Claim } from '../directory/directory.js'
import type { MeetingDraft } from '../directory/meeting-record.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import type { Providers } from '../providers.js'
import type { ProviderCallOptions } from '../spec/call-options.js'
import type { CreateFallback } from '../spec/create-meeting.js'

/** For the sake of these, and only where the vendor certainly did nothing, another instance makes the meeting. */
const reasons: readonly CreateFallback['code'][] = ['unavailable', 'rate-limited', 'quota']

/**
 * Where one create may go, in order: the instance for new meetings with its servers, then the instances that it falls back to.
 * One place at a time: it is written into the draft, so that whoever takes the create over goes to the same one.
 */
export class CreatePlaces {
  readonly #providers: Providers
  readonly #clock: Clock
  readonly #tenant: string | undefined
  /** The instances not tried yet; undefined before the first is asked for. */
  #left: string[] | undefined
  readonly #triedServers = new Set<string>()
  readonly #passed: CreateFallback[] = []

  constructor({ providers, clock }: { providers: Providers; clock: Clock }, tenant: string | undefined) {
    this.#providers = providers
    this.#clock = clock
    this.#tenant = tenant
  }

  /** The instances that could not, and why, in the order in which they were tried. */
  get passed(): readonly CreateFallback[] {
    return this.#passed
  }

  /** The draft of a create at the present place. Fails as placing it does, where no other instance is left, or may be tried. */
  async draft(call: ProviderCallOptions, incarnation: number, onlyHere = false): Promise<MeetingDraft> {
    for (;;) {
      const provider = await this.#present()
      try {
        const server = await (await this.#providers.get(provider, this.#tenant)).place?.(call)
        return {
          incarnation,
          provider,
          ...(server !== undefined && { server }),
          requestToken: randomBytes(16).toString('hex'),
          madeAt: this.#clock.now(),
        }
      } catch (error) {
        if (onlyHere || !this.#passOn(provider, error)) throw error
      }
    }
  }

  /**
   * Whether a create that failed may go somewhere else: from a server that is certainly out of reach to another one of the instance,
   * or to another instance. To another instance never where an earlier try, of which nobody knows what became, went to this one.
   */
  mayMoveOn({ draft, inherited }: Claim, error: unknown): boolean {
    if (draft.server !== undefined && isOutOfReach(error)) return true
    return (
      !inherited &&
      this.#left?.[0] === draft.provider &&
      this.#left.length > 1 &&
      reasonOf(error) !== undefined
    )
  }

  /** The draft of a create at the next place. Fails with this error where there is none. */
  async moveOn(call: ProviderCallOptions, claim: Claim, error: unknown): Promise<MeetingDraft> {
    const { server, provider, incarnation } = claim.draft
    if (server !== undefined && isOutOfReach(error)) {
      this.#triedServers.add(server)
      const elsewhere = await this.draft(call, incarnation, claim.inherited)
      if (elsewhere.provider !== provider) return elsewhere
      if (elsewhere.server !== undefined && !this.#triedServers.has(elsewhere.server)) return elsewhere
    }
    if (claim.inherited || !this.#passOn(provider, error)) throw error
    return this.draft(call, incarnation)
  }

  async #present(): Promise<string> {
    if (this.#left === undefined) {
      const first = await this.#providers.route(this.#tenant)
      const { fallback = [] } = this.#providers.options(first)
      this.#left = [first, ...(typeof fallback === 'string' ? [fallback] : fallback)]
    }
    return this.#left[0] ?? this.#providers.defaultName
  }

  #passOn(provider: string, error: unknown): boolean {
    const left = this.#left ?? []
    const code = reasonOf(error)
    if (left[0] !== provider || left.length < 2 || code === undefined) return false
    this.#left = left.slice(1)
    this.#passed.push({ provider, code })
    return true
  }
}

function reasonOf(error: unknown): CreateFallback['code'] | undefined {
  if (!MeetingError.is(error) || error.effect !== 'none') return undefined
  return reasons.find((code) => code === error.code)
}

/** A server that was placed cannot be reached at all: the meeting is placed anew, on another one if there is one. */
function isOutOfReach(error: unknown): boolean {
  return MeetingError.is(error) && error.code === 'unavailable' && error.effect === 'none'
}
