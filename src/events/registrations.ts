import { meetingErrorOf } from '../errors/meeting-error-of.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { EventRegistration } from './event-handler.js'
import { instanceOf } from './event-origin.js'
import type { InstanceOwners } from './instance-owners.js'
import { limitedCall } from './limited-call.js'
import { openMeetings } from './open-meetings.js'
import type { TellProblem } from './problems.js'
import { someAtOnce } from './some-at-once.js'
import { type NamedInstance, noInstance } from './trusted.js'

/** How many instances are registered at a time. */
const AT_ONCE = 8

export interface RegistrationParts {
  readonly meetings: MeetingsOptions
  readonly renewMs: number
  readonly owners: InstanceOwners
  readonly seen: (provider: MeetingProvider, of: NamedInstance) => void
  readonly tell: TellProblem
  /** What else is to be done as often. */
  readonly onTick: () => void
}

/** Tells vendors where to deliver, and tells them again, because servers forget. */
export class Registrations {
  readonly #parts: RegistrationParts
  readonly #tenants = new Set<string>()
  readonly #registered = new Map<string, NamedInstance>()
  #last: Promise<unknown> = Promise.resolve()
  #cancel: (() => void) | undefined
  #closed = false

  constructor(parts: RegistrationParts) {
    this.#parts = parts
  }

  /** From now on for these tenants' own instances, too; after `stop` for nobody. Never two passes at a time. */
  async register(tenants: readonly string[]): Promise<readonly EventRegistration[]> {
    if (this.#closed) return []
    for (const tenant of tenants) this.#tenants.add(tenant)
    const pass = this.#last.then(() => this.#pass())
    this.#last = pass.catch(() => undefined)
    return pass
  }

  /** Renews nothing any more. */
  stop(): void {
    this.#closed = true
    this.#cancel?.()
  }

  /** Takes registrations back where no other process wants them. */
  async close(keep: boolean): Promise<void> {
    this.stop()
    await this.#last
    await someAtOnce([...this.#registered.values()], AT_ONCE, (of) => this.#leave(of, keep))
  }

  async #pass(): Promise<readonly EventRegistration[]> {
    const outcomes = await someAtOnce(await this.#instances(), AT_ONCE, (of) => this.#one(of))
    this.#cancel?.()
    if (this.#closed) return outcomes
    this.#cancel = this.#parts.meetings.clock.after(this.#parts.renewMs, () => {
      this.#parts.onTick()
      void this.register([])
    })
    return outcomes
  }

  async #instances(): Promise<readonly NamedInstance[]> {
    const { providers } = this.#parts.meetings
    const own = await someAtOnce([...this.#tenants], AT_ONCE, async (tenant) => {
      try {
        return (await providers.ownNames(tenant)).map((provider) => ({ provider, tenant }))
      } catch (thrown) {
        // Which instances they are nobody knows now; those of before are still renewed.
        this.#parts.tell({ kind: 'registration', tenant, error: meetingErrorOf(thrown) })
        return [...this.#registered.values()].filter((of) => of.tenant === tenant)
      }
    })
    return [...providers.names.map((provider) => ({ provider })), ...own.flat()]
  }

  async #one(of: NamedInstance): Promise<EventRegistration> {
    const { meetings, seen } = this.#parts
    const { provider: name, tenant } = of
    const named = { provider: name, ...(tenant !== undefined && { tenant }) }
    try {
      const { state, detail } = await limitedCall(meetings, async (call) => {
        const provider = await instanceOf(meetings.providers, of)
        if (provider === undefined) throw noInstance(of)
        seen(provider, of)
        const { events } = provider
        if (events?.register === undefined)
          return { state: 'not-needed', detail: 'this instance asks for no registration' } as const
        await this.#own(of)
        return events.register(() => openMeetings(meetings, of), call)
      })
      return { ...named, state, detail }
    } catch (thrown) {
      const error = this.#failed(of, thrown)
      return { ...named, state: 'failed', detail: error.message }
    }
  }

  /** Before it is registered: who closes meanwhile sees that somebody wants it. */
  async #own(of: NamedInstance): Promise<void> {
    this.#registered.set(`${of.tenant ?? ''}\n${of.provider}`, of)
    try {
      await this.#parts.owners.claim(of)
    } catch (thrown) {
      // Another process that closes may take the registration back: the next renewal makes it again.
      this.#failed(of, thrown)
    }
  }

  async #leave(of: NamedInstance, keep: boolean): Promise<void> {
    const { meetings, owners } = this.#parts
    try {
      const isLast = await owners.leave(of)
      if (keep || !isLast) return
      await limitedCall(meetings, async (call) => {
        const provider = await instanceOf(meetings.providers, of)
        await provider?.events?.unregister?.(call)
      })
    } catch (thrown) {
      this.#failed(of, thrown)
    }
  }

  #failed({ provider, tenant }: NamedInstance, thrown: unknown): Error {
    const error = meetingErrorOf(thrown)
    this.#parts.tell({ kind: 'registration', provider, ...(tenant !== undefined && { tenant }), error })
    return error
  }
}
