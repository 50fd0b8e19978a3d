import { performance } from 'node:perf_hooks'

/** Everybody at once; answers how long it took until the last one was in or had failed, and how many failed. */
export async function joinAll(people, join) {
  const start = performance.now()
  const tokens = await Promise.allSettled(Array.from({ length: people }, (_, at) => join(at)))
  const seconds = (performance.now() - start) / 1_000
  const distinct = new Set(tokens.filter(({ value }) => typeof value === 'string').map(({ value }) => value))
  return { seconds, failed: people - distinct.size }
}
