import { performance } from 'node:perf_hooks'

/**
 * So many pieces of work at once; answers how long it took until the last one was done or had failed, and how many failed. Each has
 * to answer a text of its own.
 */
export async function allAtOnce(count, work) {
  const start = performance.now()
  const outcomes = await Promise.allSettled(Array.from({ length: count }, (_, at) => work(at)))
  const seconds = (performance.now() - start) / 1_000
  const distinct = new Set(outcomes.map(({ value }) => value).filter((value) => typeof value === 'string'))
  return { seconds, failed: count - distinct.size }
}
