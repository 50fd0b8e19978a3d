import { performance } from 'node:perf_hooks'

const SECRET = 'not-a-secret'

/** Runs work once and prints what it took: time, memory beyond the start, the longest hold of the event loop. */
export async function measure(work) {
  const [origin, dist] = process.argv.slice(2)
  const prepared = await work({ url: `${origin}/bigbluebutton`, secret: SECRET, dist })
  globalThis.gc()
  const base = process.memoryUsage().rss
  let peak = base
  let held = 0
  let last = performance.now()
  let on = true
  const turn = () => {
    const now = performance.now()
    held = Math.max(held, now - last)
    last = now
    if (on) setImmediate(turn)
  }
  setImmediate(turn)
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 5)
  const start = performance.now()
  const count = await prepared()
  const ms = performance.now() - start
  on = false
  clearInterval(sampler)
  peak = Math.max(peak, process.memoryUsage().rss)
  console.log(JSON.stringify({ count, ms, memory: (peak - base) / 1e6, held }))
  process.exit()
}
