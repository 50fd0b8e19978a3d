import type { Providers } from '../providers.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { ProviderEvent } from '../spec/provider-events.js'
import { type EventOrigin, originOf } from './event-origin.js'
import type { Intake } from './intake.js'
import { errorOf, kindOf, type TellProblem } from './problems.js'
import type { NamedInstance } from './trusted.js'

interface Subscription {
  readonly provider: MeetingProvider
  readonly end: () => void
}

/**
 * Listens to providers that tell what happens in this very process. Listeners are called in order for the events of one meeting;
 * nobody would deliver them again, so what is refused is parked at once.
 */
export class InProcessEvents {
  readonly #providers: Providers
  readonly #intake: Intake
  readonly #tell: TellProblem
  readonly #subscriptions = new Map<string, Subscription>()
  readonly #tails = new Map<string, Promise<void>>()
  #closed = false

  constructor(providers: Providers, intake: Intake, tell: TellProblem) {
    this.#providers = providers
    this.#intake = intake
    this.#tell = tell
  }

  /** Subscribes to every configured instance; those that are loaded are heard from now on, the others once this resolves. */
  async start(): Promise<void> {
    const loading = this.#providers.names.map(async (provider) => {
      // Whoever is loaded is heard before this function first gives way.
      const found = this.#providers.get(provider)
      this.seen(found instanceof Promise ? await found : found, { provider })
    })
    const outcomes = await Promise.allSettled(loading)
    for (const [index, outcome] of outcomes.entries()) {
      const provider = this.#providers.names[index]
      if (outcome.status === 'rejected' && provider !== undefined)
        this.#tell({ kind: 'registration', provider, error: errorOf(outcome.reason) })
    }
  }

  /** Makes sure that a provider is heard, and no more the one whose place it took. */
  seen(provider: MeetingProvider, of: NamedInstance): void {
    // No name holds a line break.
    const key = of.tenant === undefined ? of.provider : `${of.tenant}\n${of.provider}`
    const known = this.#subscriptions.get(key)
    if (this.#closed || known?.provider === provider) return
    known?.end()
    this.#subscriptions.delete(key)
    const origin = originOf(of, provider)
    const end = origin?.events.subscribe?.((event) => this.#take(origin, event))
    if (end !== undefined) this.#subscriptions.set(key, { provider, end })
  }

  close(): void {
    this.#closed = true
    for (const { end } of this.#subscriptions.values()) end()
    this.#subscriptions.clear()
  }

  #take(origin: EventOrigin, event: ProviderEvent): void {
    const key = `${origin.provider}\n${event.meeting?.key ?? ''}`
    const before = this.#tails.get(key) ?? Promise.resolve()
    const begun = before.then(() => {
      const work = this.#intake.begin(origin, async () => ({ events: [event] }), 'at-once')
      work.outcome.catch((thrown: unknown) => this.#failed(origin, thrown))
      return work.begun
    })
    this.#tails.set(key, begun)
    void this.#intake.track(begun).then(() => {
      if (this.#tails.get(key) === begun) this.#tails.delete(key)
    })
  }

  #failed({ provider, tenant }: EventOrigin, thrown: unknown): void {
    const error = errorOf(thrown)
    this.#tell({ kind: kindOf(error), provider, ...(tenant !== undefined && { tenant }), error })
  }
}
