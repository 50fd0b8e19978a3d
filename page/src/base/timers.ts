/** Time as the page's logic sees it, so that tests can turn it. */
export interface Timers {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs work once after that long; the answered function calls it off. */
  after(ms: number, work: () => void): () => void
}

export const realTimers: Timers = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}
