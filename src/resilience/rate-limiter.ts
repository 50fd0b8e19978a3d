import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import { AdaptiveBucket } from './adaptive-bucket.js'
import type { RateLimit } from './token-bucket.js'
import { tooLate } from './too-late.js'

interface Waiter {
  /** By the clock. */
  readonly deadline: number
  readonly go: () => void
  readonly refuse: (error: MeetingError) => void
}

export interface TurnOptions {
  readonly signal: AbortSignal
  /** Milliseconds that the caller has left. */
  readonly remainingMs: number
  /** For a call that the vendor has throttled: before everybody who was not sent yet, after others like it. Default: false. */
  readonly again?: boolean
}

/** A queue in front of a bucket: whoever asks first goes first, and whoever gives up leaves no trace. */
export class RateLimiter {
  /** Takes the vendor's word for what the rate is. */
  readonly bucket: AdaptiveBucket
  readonly #clock: Clock
  readonly #again = new Set<Waiter>()
  readonly #waiting = new Set<Waiter>()
  #cancelTimer: (() => void) | undefined

  constructor(limit: RateLimit | 'unlimited', clock: Clock) {
    this.bucket = new AdaptiveBucket(limit, clock)
    this.#clock = clock
  }

  /** Takes a turn without waiting; false where others wait or there is none. */
  tryAcquire(): boolean {
    return this.#isEmpty() && this.bucket.take()
  }

  /**
   * Resolves when it is the caller's turn. Rejects with `aborted`, effect `none`, as soon as the signal fires, and with
   * `rate-limited` as soon as it is certain that the turn comes too late.
   */
  acquire({ signal, remainingMs, again = false }: TurnOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted())
      const waitMs = this.waitMs(again)
      if (waitMs > 0 && waitMs >= remainingMs) return reject(tooLate(waitMs))
      const queue = again ? this.#again : this.#waiting
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort)
        queue.delete(waiter)
      }
      const onAbort = (): void => {
        waiter.refuse(aborted())
        if (this.#isEmpty()) this.#stopTimer()
      }
      const waiter: Waiter = {
        deadline: this.#clock.now() + remainingMs,
        go: () => {
          leave()
          resolve()
        },
        refuse: (error) => {
          leave()
          reject(error)
        },
      }
      signal.addEventListener('abort', onAbort, { once: true })
      queue.add(waiter)
      if (this.#cancelTimer === undefined) this.#admit()
    })
  }

  /** Milliseconds, at the earliest, until the turn of somebody who comes now. */
  waitMs(again = false): number {
    return this.bucket.waitMs(this.#again.size + (again ? 0 : this.#waiting.size))
  }

  /** The vendor throttled a call. See `AdaptiveBucket.throttled`; whoever waits in vain is told. */
  throttled(epoch: number, retryAfterMs?: number): void {
    this.bucket.throttled(epoch, retryAfterMs)
    const now = this.#clock.now()
    let ahead = 0
    for (const waiter of this.#queue()) {
      const waitMs = this.bucket.waitMs(ahead)
      if (now + waitMs >= waiter.deadline) waiter.refuse(tooLate(waitMs))
      else ahead += 1
    }
    if (ahead === 0) this.#stopTimer()
  }

  /** Rejects everybody who waits with this error. */
  refuseAll(error: MeetingError): void {
    this.#stopTimer()
    for (const waiter of this.#queue()) waiter.refuse(error)
  }

  #admit(): void {
    this.#cancelTimer = undefined
    for (const waiter of this.#queue()) {
      if (!this.bucket.take()) {
        this.#cancelTimer = this.#clock.after(this.bucket.waitMs(), () => this.#admit())
        return
      }
      waiter.go()
    }
  }

  *#queue(): Generator<Waiter, void> {
    yield* this.#again
    yield* this.#waiting
  }

  #isEmpty(): boolean {
    return this.#again.size === 0 && this.#waiting.size === 0
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }
}

function aborted(): MeetingError {
  return new MeetingError({
    code: 'aborted',
    message: 'cancelled while waiting for the rate limit',
    effect: 'none',
  })
}
