import { performance } from 'node:perf_hooks'
import { percentile } from './statistics.mjs'

/**
 * Repeats an asynchronous piece of work for a while, `atOnce` at a time; answers how long one took, in microseconds, and how
 * many were done in a second. The work answers whether it got what it has to get.
 */
export async function latencies(work, durationMs, atOnce) {
  const taken = []
  const begin = performance.now()
  const worker = async () => {
    let start = performance.now()
    do {
      if (!(await work())) throw new Error('got something else than it has to get')
      const now = performance.now()
      taken.push((now - start) * 1_000)
      start = now
    } while (start < begin + durationMs)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const rate = (taken.length * 1_000) / (performance.now() - begin)
  const sorted = Float64Array.from(taken).sort()
  return { median: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), rate }
}
