import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { PoolMember } from './pool-member.js'

/** How long a server that failed is left out before it is asked again. */
const RETRY_MS = 15_000
/** How old the knowledge of a server's load may be. Meetings made from here meanwhile are counted without asking. */
const LOAD_MS = 20_000
/** How long one server may take to tell its load before the choice goes on without it. */
const ASK_MS = 4_000

const deadly: ReadonlySet<string> = new Set(['unavailable', 'timeout'])

interface Standing {
  deadUntil: number
  load: number
  loadUntil: number
}

/**
 * Which server takes the next meeting: of those that answer, the one with the least load for its weight. Load is what the
 * server says (its meetings and the people in them) and what was placed there since. A server that fails is left out, and
 * comes back by itself.
 */
export class ServerChoice {
  readonly #members: readonly PoolMember[]
  readonly #clock: Clock
  readonly #standings = new Map<PoolMember, Standing>()
  #asking: Promise<void> | undefined

  constructor(members: readonly PoolMember[], clock: Clock) {
    this.#members = members
    this.#clock = clock
    for (const member of members) this.#standings.set(member, { deadUntil: 0, load: 0, loadUntil: 0 })
  }

  /** The server for one more meeting. */
  async choose(options: ProviderCallOptions): Promise<PoolMember> {
    if (this.#members.some((member) => this.#isStale(member))) {
      this.#asking ??= this.#askAll(options).finally(() => {
        this.#asking = undefined
      })
      await this.#asking
    }
    const alive = this.#members.filter((member) => this.#isAlive(member))
    // Where none is known to answer, trying is better than refusing: one may be back.
    const candidates = alive.length > 0 ? alive : [...this.#members]
    const [best] = candidates.sort((a, b) => this.#burden(a) - this.#burden(b))
    if (best === undefined)
      throw new MeetingError({
        code: 'unavailable',
        message: 'the instance has no server',
        effect: 'none',
      })
    this.#standing(best).load += 1
    return best
  }

  #isAlive(member: PoolMember): boolean {
    return this.#standing(member).deadUntil <= this.#clock.now()
  }

  /** What became of a call to a server: a failure to reach it leaves it out for a while, anything else brings it back. */
  report(member: PoolMember, error?: unknown): void {
    const standing = this.#standing(member)
    // A lost answer is no proof: the server may have done what it was asked.
    const unreachable = MeetingError.is(error) && deadly.has(error.code) && error.effect === 'none'
    if (unreachable) {
      standing.deadUntil = this.#clock.now() + RETRY_MS
      // Asked again as soon as it is let back in.
      standing.loadUntil = 0
    } else standing.deadUntil = 0
  }

  #isStale(member: PoolMember): boolean {
    return this.#isAlive(member) && this.#standing(member).loadUntil <= this.#clock.now()
  }

  #burden(member: PoolMember): number {
    return this.#standing(member).load / member.weight
  }

  async #askAll(options: ProviderCallOptions): Promise<void> {
    const stale = this.#members.filter((member) => this.#isStale(member))
    await Promise.all(stale.map((member) => this.#ask(member, options)))
  }

  async #ask(member: PoolMember, options: ProviderCallOptions): Promise<void> {
    const controller = new AbortController()
    const stop = (): void => controller.abort()
    options.signal.addEventListener('abort', stop, { once: true })
    const waitMs = Math.min(ASK_MS, options.remainingMs)
    const cancel = this.#clock.after(waitMs, stop)
    try {
      let load = 0
      const asked = { signal: controller.signal, abortable: true, strict: false, remainingMs: waitMs }
      for await (const { participantCount = 0 } of member.provider.listMeetings?.(asked) ?? [])
        load += 1 + participantCount
      Object.assign(this.#standing(member), { load, loadUntil: this.#clock.now() + LOAD_MS })
      this.report(member)
    } catch (error) {
      // A caller who gives up says nothing about the server; one that is too slow to count its meetings is of no use now.
      if (!options.signal.aborted) this.#leaveOut(member, error)
    } finally {
      cancel()
      options.signal.removeEventListener('abort', stop)
    }
  }

  #leaveOut(member: PoolMember, error: unknown): void {
    const slow = MeetingError.is(error) && error.code === 'aborted'
    this.report(member, slow ? new MeetingError({ code: 'timeout', message: 'slow', effect: 'none' }) : error)
    // Whatever else it answers (a switched-off getMeetings, say) does not keep meetings from being made there.
    if (this.#isAlive(member)) this.#standing(member).loadUntil = this.#clock.now() + LOAD_MS
  }

  #standing(member: PoolMember): Standing {
    const standing = this.#standings.get(member)
    if (standing === undefined) throw new Error(`server ${member.name} is not of this pool`)
    return standing
  }
}
