import { Child } from './child.mjs'

const host = new URL('./contender-host.mjs', import.meta.url)

/**
 * Runs contenders in turn, round after round, beginning with another one each time; unless `warmUp` is false, a round that does not count comes first. A
 * contender is `{ name, module, setup }`; `check` looks at a sample of what it makes, so that everybody does the same
 * work. Answers the measurements by name, a list of rounds each.
 */
export async function interleave(
  contenders,
  { rounds, run, check = () => undefined, before, warmUp = true },
) {
  const runners = []
  try {
    for (const { name, module } of contenders)
      runners.push({ name, child: new Child(host, [new URL(module, import.meta.url).href]), measured: [] })
    for (const [at, { name, child }] of runners.entries())
      await check(await child.ask({ prepare: contenders[at].setup ?? {} }), name)
    for (let round = warmUp ? -1 : 0; round < rounds; round += 1) {
      for (const { child, measured } of rotated(runners, round)) {
        await before?.()
        const measurement = await child.ask({ run })
        if (round >= 0) measured.push(measurement)
      }
    }
    return new Map(runners.map(({ name, measured }) => [name, measured]))
  } finally {
    await Promise.all(runners.map(({ child }) => child.stop()))
  }
}

function rotated(list, by) {
  const at = Math.max(0, by) % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
