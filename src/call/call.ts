import { setMaxListeners } from 'node:events'
import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import type { ProviderCallOptions } from '../spec/call-options.js'

export interface CallSettings {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly strict: boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * One call of the facade on its way: its time limit, the caller's signal, and the two joined into the one signal that
 * everything below listens to. That signal is made only when somebody asks for it: signing a link is faster than making one.
 *
 * Not `AbortSignal.any`: with a long-lived signal it leaks on Node 22.
 */
export class Call implements ProviderCallOptions {
  readonly strict: boolean
  readonly #clock: Clock
  readonly #timeoutMs: number
  readonly #deadline: number
  readonly #callerSignal: AbortSignal | undefined
  #controller: AbortController | undefined
  #stopped: 'timeout' | 'aborted' | undefined
  #stopError: MeetingError | undefined
  // Not a promise to race against: a race costs every call three promises more.
  readonly #onStop: ((error: MeetingError) => void)[] = []

  constructor({ clock, timeoutMs, strict, signal }: CallSettings) {
    this.strict = strict
    this.#clock = clock
    this.#timeoutMs = timeoutMs
    this.#deadline = clock.now() + timeoutMs
    this.#callerSignal = signal
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#stopped !== undefined) this.#controller.abort()
    }
    return this.#controller.signal
  }

  get abortable(): boolean {
    return this.#callerSignal !== undefined
  }

  get remainingMs(): number {
    return Math.max(0, this.#deadline - this.#clock.now())
  }

  /** Runs the work of this call; rejects at the time limit and on the caller's abort, even if the work does not. */
  async run<T>(work: (call: Call) => Promise<T>): Promise<T> {
    if (this.#callerSignal?.aborted === true) throw this.#error('aborted', 'none')
    const onAbort = (): void => this.#fire('aborted')
    const cancelTimer = this.#clock.after(this.#timeoutMs, () => this.#fire('timeout'))
    if (this.#callerSignal !== undefined) {
      // One signal for every call of a process is good use: Node 20 would warn of a leak from the eleventh on.
      setMaxListeners(0, this.#callerSignal)
      this.#callerSignal.addEventListener('abort', onAbort, { once: true })
    }
    try {
      return await this.orStop(work(this))
    } catch (error) {
      throw this.#translate(error)
    } finally {
      cancelTimer()
      this.#callerSignal?.removeEventListener('abort', onAbort)
    }
  }

  /** A promise of work that others wait for as well: rejects when this call is stopped, even if the work goes on. */
  orStop<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#stopError === undefined) this.#onStop.push(reject)
      else reject(this.#stopError)
      work.then(resolve, reject)
    })
  }

  /** Fails once this call was stopped: between two steps of its work, so that nothing is begun for a caller who is gone. */
  throwIfStopped(): void {
    if (this.#stopped !== undefined) throw this.#error(this.#stopped, 'unknown')
  }

  #fire(reason: 'timeout' | 'aborted'): void {
    if (this.#stopped !== undefined) return
    this.#stopped = reason
    this.#controller?.abort()
    // Whoever listened to the signal knows best what has happened and gets one turn to say so.
    setImmediate(() => {
      this.#stopError = this.#error(reason, 'unknown')
      for (const stop of this.#onStop) stop(this.#stopError)
    })
  }

  /** Below, every stop looks like an abort; only here it is known that time was up. */
  #translate(error: unknown): unknown {
    if (this.#stopped !== 'timeout' || !MeetingError.is(error) || error.code !== 'aborted') return error
    const { code, message } = this.#error('timeout', error.effect)
    return error.with({ code, message, retryable: undefined })
  }

  #error(code: 'timeout' | 'aborted', effect: MeetingError['effect']): MeetingError {
    const message = code === 'timeout' ? 'the time limit was reached' : 'the call was aborted'
    return new MeetingError({ code, message, effect })
  }
}
