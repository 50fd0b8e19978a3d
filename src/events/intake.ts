import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { ProviderCallOptions } from '../spec/call-options.js'
import type { MeetingEvent } from '../spec/event.js'
import type { ProviderDelivery, ProviderEvent } from '../spec/provider-events.js'
import type { EventOrigin } from './event-origin.js'
import type { EventWorker, Parking } from './event-worker.js'
import { type IdentifiedEvent, identify } from './identify.js'
import { limitedCall } from './limited-call.js'
import { errorOf, type TellProblem } from './problems.js'
import { SessionMemory } from './session-memory.js'
import { someAtOnce } from './some-at-once.js'
import { begin, type Work } from './work.js'

/** How many events of one delivery are looked up at a time. */
const AT_ONCE = 32

/** What became of a delivery. */
export interface Delivered {
  readonly events: readonly MeetingEvent[]
  /** Why it has to come again; nothing where it has not. */
  readonly errors: readonly Error[]
}

export type ReadDelivery = (call: ProviderCallOptions) => Promise<ProviderDelivery>

/** Takes deliveries in, whatever way they came: proven and read, identified, worked on. Knows what is under way. */
export class Intake {
  readonly #meetings: MeetingsOptions
  readonly #worker: EventWorker
  readonly #tell: TellProblem
  readonly #sessions: SessionMemory | undefined
  readonly #running = new Set<Promise<unknown>>()
  #closed = false

  constructor(meetings: MeetingsOptions, worker: EventWorker, tell: TellProblem) {
    this.#meetings = meetings
    this.#worker = worker
    this.#tell = tell
    this.#sessions = meetings.callbacks && new SessionMemory(meetings.store)
  }

  /** Fails with `unavailable` after the end. */
  refuseIfClosed(): void {
    if (this.#closed) throw unavailable('this event handler is closed')
  }

  /** Fails with `unavailable` where no delivery is taken in now. */
  refuseIfBusy(): void {
    this.refuseIfClosed()
    if (this.#worker.isFull) throw unavailable('too many events are under way: no more for now')
  }

  /**
   * Fails as `read` does, and with `unavailable`; then nothing of it was handed over. An event that is not for whom it says is dropped;
   * where somebody vouches for it, that fails with `forbidden`.
   */
  take(origin: EventOrigin, read: ReadDelivery, parking: Parking): Promise<Delivered> {
    return this.begin(origin, read, parking).outcome
  }

  /** The same for who also wants to know when the listeners were called. */
  begin(origin: EventOrigin, read: ReadDelivery, parking: Parking): Work<Delivered> {
    return begin((begun) => this.track(this.#take(origin, read, parking, begun)))
  }

  /** Counts something as under way, until it is over. */
  track<T>(work: Promise<T>): Promise<T> {
    const tracked = work.finally(() => this.#running.delete(tracked))
    this.#running.add(tracked)
    return tracked
  }

  /** Takes nothing more in, and waits for what is under way, so long at most. */
  async close(limitMs: number): Promise<void> {
    this.#closed = true
    if (this.#running.size === 0) return
    await new Promise<void>((resolve) => {
      const cancel = this.#meetings.clock.after(limitMs, resolve)
      void this.#idle().then(() => {
        cancel()
        resolve()
      })
    })
  }

  /** What is under way may begin something more. */
  async #idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
  }

  async #take(
    origin: EventOrigin,
    read: ReadDelivery,
    parking: Parking,
    begun: () => void,
  ): Promise<Delivered> {
    const identified = await limitedCall(this.#meetings, async (call) => {
      const { events } = await read(call)
      const found = await someAtOnce(events, AT_ONCE, (event) => this.#identify(origin, event, parking))
      return found.filter((one) => one !== undefined)
    })
    const outcomes: Promise<readonly Error[]>[] = []
    for (const one of identified) {
      const work = this.#worker.work(one, parking)
      outcomes.push(work.outcome)
      // In order, without waiting for what listeners do.
      await work.begun
    }
    begun()
    const errors = await Promise.all(outcomes)
    return { events: identified.map(({ event }) => event), errors: errors.flat() }
  }

  /** Undefined for what is dropped. */
  async #identify(
    origin: EventOrigin,
    event: ProviderEvent,
    parking: Parking,
  ): Promise<IdentifiedEvent | undefined> {
    const { directory, tenantNames, clock } = this.#meetings
    try {
      return await identify({ directory, tenantNames, clock, sessions: this.#sessions }, origin, event)
    } catch (thrown) {
      // Whoever vouches for a message is told. A server that tells a hook of everybody's meetings must not be: it would delete the hook.
      if (parking === 'never' || !MeetingError.is(thrown) || thrown.code !== 'forbidden') throw thrown
      const { provider, tenant } = origin
      this.#tell({
        kind: 'refused',
        provider,
        ...(tenant !== undefined && { tenant }),
        error: errorOf(thrown),
      })
      return undefined
    }
  }
}

function unavailable(message: string): MeetingError {
  return new MeetingError({ code: 'unavailable', message, effect: 'none' })
}
