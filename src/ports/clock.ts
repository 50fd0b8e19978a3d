/**
 * Time as the library sees it. Everything that waits or compares times asks a clock, so that tests move time
 * instead of sleeping. `now` is in milliseconds since the epoch.
 */
export interface Clock {
  now(): number
  /** Calls `run` once after `ms` milliseconds; the returned function cancels it and may be called repeatedly. */
  after(ms: number, run: () => void): () => void
}

/** The machine's own time. A pending timer keeps the process alive, as the call that waits for it does. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
