import { performance } from 'node:perf_hooks'

/** Repeats a synchronous piece of work for a while; answers how often. */
export function repeat(work, durationMs) {
  const end = performance.now() + durationMs
  let count = 0
  do {
    for (let at = 0; at < 200; at += 1) work(count + at)
    count += 200
  } while (performance.now() < end)
  return { count }
}

/** Repeats an asynchronous piece of work for a while, `atOnce` at a time; answers how often. */
export async function repeatAtOnce(work, durationMs, atOnce) {
  const end = performance.now() + durationMs
  let count = 0
  const worker = async () => {
    do {
      count += 1
      await work(count)
    } while (performance.now() < end)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { count }
}
