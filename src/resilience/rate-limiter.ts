import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import { type RateLimit, TokenBucket } from './token-bucket.js'

interface Waiter {
  readonly go: () => void
  readonly refuse: (error: MeetingError) => void
}

/** A queue in front of a token bucket: whoever asks first goes first, and whoever gives up leaves no trace. */
export class RateLimiter {
  readonly #bucket: TokenBucket
  readonly #clock: Clock
  readonly #waiting = new Set<Waiter>()
  #cancelTimer: (() => void) | undefined

  constructor(limit: RateLimit | 'unlimited', clock: Clock) {
    this.#bucket = new TokenBucket(limit, clock)
    this.#clock = clock
  }

  /** Takes a turn without waiting; false where others wait or there is none. */
  tryAcquire(): boolean {
    return this.#waiting.size === 0 && this.#bucket.take()
  }

  /** Resolves when it is the caller's turn; rejects with `aborted`, effect `none`, as soon as the signal fires. */
  acquire(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted())
      const leave = (): void => {
        signal.removeEventListener('abort', onAbort)
        this.#waiting.delete(waiter)
      }
      const onAbort = (): void => {
        leave()
        if (this.#waiting.size === 0) this.#stopTimer()
        reject(aborted())
      }
      const waiter: Waiter = {
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
      this.#waiting.add(waiter)
      if (this.#cancelTimer === undefined) this.#admit()
    })
  }

  /** Starts anew from an empty bucket: the other side says that the limit is reached. */
  drain(): void {
    this.#bucket.drain()
  }

  /** Rejects everybody who waits with this error. */
  refuseAll(error: MeetingError): void {
    this.#stopTimer()
    for (const waiter of this.#waiting) waiter.refuse(error)
  }

  #admit(): void {
    this.#cancelTimer = undefined
    for (const waiter of this.#waiting) {
      if (!this.#bucket.take()) {
        this.#cancelTimer = this.#clock.after(this.#bucket.waitMs(), () => this.#admit())
        return
      }
      waiter.go()
    }
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
