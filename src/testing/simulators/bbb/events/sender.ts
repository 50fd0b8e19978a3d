import type { Clock } from '../../../../ports/clock.js'
import { type AttemptOutcome, attempt } from './attempt.js'
import type { OutgoingMessage } from './outgoing-message.js'

/** What is delivered, whatever the number of attempts. */
export interface DeliverySubject {
  /** `hook`: an event to a registered hook. The others are callbacks that a `create` asked for. */
  readonly kind: 'hook' | 'end-callback' | 'meeting-ended-url' | 'recording-ready' | 'analytics'
  /** As registered, without what the server appends. */
  readonly url: string
  /** Of a hook: the event's name; of a raw one the message's. */
  readonly eventID?: string
  readonly meetingID: string
}

/** One attempt of the simulated server to call somebody, logged when it was over. */
export interface SimulatedBbbDelivery extends DeliverySubject, AttemptOutcome {
  /** From 1. */
  readonly attempt: number
  /** Milliseconds since the epoch, by the clock: when the attempt began. */
  readonly at: number
  /** Whether the server takes it for delivered: 2xx, for hooks also 401. */
  readonly delivered: boolean
}

/** Makes the server's own requests, and knows what is under way. */
export class Sender {
  readonly #clock: Clock
  readonly #underWay = new Set<() => void>()
  readonly #waits = new Set<() => void>()
  #log: SimulatedBbbDelivery[] = []
  #whenIdle: (() => void)[] = []
  #closed = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get log(): readonly SimulatedBbbDelivery[] {
    return this.#log
  }

  now(): number {
    return this.#clock.now()
  }

  /** Makes one attempt. `done` is not called when the sender is cleared before the attempt is over. */
  send(
    message: OutgoingMessage,
    subject: DeliverySubject,
    number: number,
    done: (delivery: SimulatedBbbDelivery) => void = () => undefined,
  ): void {
    if (this.#closed) return
    const at = this.now()
    const breakOff = attempt(this.#clock, message, (outcome) => {
      const delivery = {
        ...subject,
        ...outcome,
        attempt: number,
        at,
        delivered: isDelivered(subject, outcome),
      }
      this.#log.push(delivery)
      // What follows at once begins before this one counts as over, so that nobody takes the gap for rest.
      done(delivery)
      this.#underWay.delete(breakOff)
      this.#settle()
    })
    this.#underWay.add(breakOff)
  }

  /** Runs something later, unless the sender is cleared before. */
  after(ms: number, run: () => void): void {
    if (this.#closed) return
    const cancel = this.#clock.after(ms, () => {
      this.#waits.delete(cancel)
      run()
    })
    this.#waits.add(cancel)
  }

  /** Resolves when no request is under way; waits for the clock do not count. */
  idle(): Promise<void> {
    if (this.#underWay.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#whenIdle.push(resolve))
  }

  /** Breaks off what is under way, cancels what waits, and forgets the log. */
  clear(): void {
    for (const cancel of [...this.#underWay, ...this.#waits]) cancel()
    this.#underWay.clear()
    this.#waits.clear()
    this.#log = []
    this.#settle()
  }

  /** The same for good, but for the log. */
  close(): void {
    const log = this.#log
    this.#closed = true
    this.clear()
    this.#log = log
  }

  #settle(): void {
    if (this.#underWay.size > 0) return
    const waiting = this.#whenIdle
    this.#whenIdle = []
    for (const resolve of waiting) resolve()
  }
}

function isDelivered({ kind }: DeliverySubject, { status = 0, error }: AttemptOutcome): boolean {
  const isTaken = status >= 200 && status < 300
  return error === undefined && (isTaken || (kind === 'hook' && status === 401))
}
