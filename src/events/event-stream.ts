import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingEvent } from '../spec/event.js'
import type { EventTaker } from './listeners.js'

interface Item {
  readonly event: MeetingEvent
  readonly handled: () => void
  readonly failed: (error: unknown) => void
}

type Result = IteratorResult<MeetingEvent, undefined>

const over: Result = { done: true, value: undefined }

/**
 * Events one after the other, for `for await`. Asking for the next one says that the last was handled; what is left in any other
 * way was not. The time that an event waits for its turn counts as time of the listener.
 */
export class EventStream implements EventTaker, AsyncIterator<MeetingEvent, undefined> {
  readonly #onEnd: () => void
  #waiting: Item[] = []
  #asking: ((result: Result) => void)[] = []
  #current: Item | undefined
  #ended = false

  /** `onEnd`: nobody reads any more. */
  constructor(onEnd: (stream: EventStream) => void) {
    this.#onEnd = () => onEnd(this)
  }

  wants(): boolean {
    return !this.#ended
  }

  take(event: MeetingEvent): Promise<void> {
    return new Promise((handled, failed) => {
      this.#waiting.push({ event, handled, failed })
      const ask = this.#asking.shift()
      if (ask !== undefined) this.#give(ask)
    })
  }

  drop(event: MeetingEvent): void {
    const dropped = this.#waiting.find((item) => item.event === event)
    this.#waiting = this.#waiting.filter((item) => item !== dropped)
    dropped?.failed(notHandled())
  }

  next(): Promise<Result> {
    this.#current?.handled()
    this.#current = undefined
    if (this.#ended) return Promise.resolve(over)
    return new Promise((resolve) => {
      if (this.#waiting.length === 0) this.#asking.push(resolve)
      else this.#give(resolve)
    })
  }

  async return(): Promise<Result> {
    this.#current?.failed(notHandled())
    this.#current = undefined
    this.end()
    return over
  }

  async throw(error: unknown): Promise<Result> {
    await this.return()
    throw error
  }

  /** Gives out nothing more. What is being handled may still be. Safe to repeat. */
  end(): void {
    this.#ended = true
    for (const { failed } of this.#waiting.splice(0)) failed(notHandled())
    for (const ask of this.#asking.splice(0)) ask(over)
    this.#onEnd()
  }

  /** Whoever asked before the last one came has asked for the next one, too. */
  #give(ask: (result: Result) => void): void {
    this.#current?.handled()
    this.#current = this.#waiting.shift()
    if (this.#current !== undefined) ask({ done: false, value: this.#current.event })
  }
}

function notHandled(): MeetingError {
  return new MeetingError({
    code: 'aborted',
    message: 'the loop over the events ended before it had handled this one',
    effect: 'unknown',
  })
}
