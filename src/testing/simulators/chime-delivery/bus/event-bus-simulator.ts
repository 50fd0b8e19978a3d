import type { Clock } from '../../../../ports/clock.js'
import { arnOf } from '../account.js'
import type { ChimeEventSource, DeliverableChimeEvent } from '../chime-events.js'
import { Deliveries, newLine } from '../deliveries.js'
import type { DeliveryAttempt } from '../delivery-attempt.js'
import { EventGate, type ReleaseOrder } from '../event-gate.js'
import { assertHttpUrl, Poster } from '../post.js'
import { envelopeOf } from '../rendered-event.js'
import { destinationHeaders, waitAfter } from './api-destination.js'
import type { ApiDestination } from './options.js'
import { callFunction, type SimulatedFunction, waitAfterFailure } from './simulated-function.js'

/** Takes an envelope on its way to one target. */
type Target = (event: DeliverableChimeEvent, text: string) => void

/**
 * The default bus of EventBridge with a rule for everything that Chime sends, made by `startEventBusSimulator`. Every
 * target gets every event.
 */
export class EventBusSimulator {
  readonly #clock: Clock
  readonly #account: string
  readonly #poster: Poster
  readonly #deliveries: Deliveries
  readonly #gate: EventGate<DeliverableChimeEvent>
  readonly #connections = new Set<() => void>()
  readonly #targets = new Set<Target>()
  #attempts: DeliveryAttempt[] = []

  /** @internal Use `startEventBusSimulator`. */
  constructor(clock: Clock, account: string) {
    this.#clock = clock
    this.#account = account
    this.#poster = new Poster(clock)
    this.#deliveries = new Deliveries(clock)
    this.#gate = new EventGate((event) => this.#deliver(event))
  }

  /** Every try to hand over an event since the start or the last `reset`, in the order in which they ended. */
  get attempts(): readonly DeliveryAttempt[] {
    return this.#attempts
  }

  /** Posts every envelope to an endpoint from now on, over and over until it takes it; the returned function ends that. */
  addApiDestination(destination: ApiDestination): () => void {
    const { url, answerTimeoutMs: timeoutMs } = destination
    assertHttpUrl(url)
    const line = newLine()
    const headers = destinationHeaders(destination)
    return this.#add(({ id }, body) => {
      const since = this.#clock.now()
      this.#deliveries.carry(line, async (nth) => {
        const answer = await this.#poster.post({ url, headers, body, timeoutMs })
        this.#log(url, id, nth, answer?.status ?? 'no-answer')
        const { status, retryAfter } = answer ?? {}
        return waitAfter({ nth, status, retryAfter, ageMs: this.#clock.now() - since }, destination)
      })
    })
  }

  /**
   * Calls a function with every envelope from now on, as Lambda does: again after one and after another two minutes if it
   * throws. The returned function ends that.
   */
  addFunction(fn: SimulatedFunction): () => void {
    const line = newLine()
    return this.#add(({ id, region }, text) => {
      const arn = arnOf('lambda', region, this.#account, 'function:event-bus-target')
      this.#deliveries.carry(line, async (nth) => {
        const outcome = await callFunction(fn, arn, text)
        this.#log(arn, id, nth, outcome)
        return outcome === 'threw' ? waitAfterFailure(nth) : undefined
      })
    })
  }

  /** Puts an event on the bus, whatever its deliveries are. */
  send(event: DeliverableChimeEvent): void {
    this.#gate.put(event)
  }

  /** Puts every event on the bus from now on that goes to EventBridge; the returned function ends that. */
  connect(source: ChimeEventSource): () => void {
    const disconnect = source.onEvent((event) => {
      if (event.deliveries.some(({ transport }) => transport === 'eventbridge')) this.send(event)
    })
    this.#connections.add(disconnect)
    return disconnect
  }

  /** The next `times` (default 1) events are delivered twice, with one id. */
  duplicateNext(times = 1): void {
    this.#gate.duplicateNext(times)
  }

  /** Keeps what comes from now on until `release`. */
  hold(): void {
    this.#gate.hold()
  }

  /** Delivers what was held, by default the other way round, and holds no more. */
  release(order: ReleaseOrder = 'reversed'): void {
    this.#gate.release(order)
  }

  /** Resolves when nothing is being delivered or waits to be delivered again. */
  idle(): Promise<void> {
    return this.#deliveries.idle()
  }

  /** Forgets targets, the log, and what waits. Connections stay. */
  reset(): void {
    this.#gate.reset()
    this.#deliveries.forget()
    this.#targets.clear()
    this.#attempts = []
  }

  /** Stops listening and delivering. Safe to repeat. */
  async close(): Promise<void> {
    for (const disconnect of this.#connections) disconnect()
    this.#connections.clear()
    this.#deliveries.close()
    this.#poster.close()
  }

  #add(target: Target): () => void {
    this.#targets.add(target)
    return () => {
      this.#targets.delete(target)
    }
  }

  #deliver(event: DeliverableChimeEvent): void {
    const text = JSON.stringify(envelopeOf(event, this.#account))
    for (const target of this.#targets) target(event, text)
  }

  #log(target: string, id: string, nth: number, outcome: DeliveryAttempt['outcome']): void {
    this.#attempts.push({ at: new Date(this.#clock.now()), target, id, nth, outcome })
  }
}
