import { interleave } from '../lib/interleave.mjs'
import { line } from '../lib/results.mjs'

/** The vendor's default quota for every call, which the simulator enforces. */
const quota = { perSecond: 10, burst: 20 }

/** What so many calls of one kind take at least, in seconds. */
export function quotaSeconds(calls) {
  return Math.max(0, calls - quota.burst) / quota.perSecond
}

/**
 * Lets contenders of `folder`, each `{ module, title, setup }`, do the work of a storm in turn; answers the rounds of each, under
 * its title.
 */
export async function stormRounds(folder, contenders, { server, rounds, setup, run }) {
  return interleave(
    contenders.map(({ module, title, setup: own = {} }) => ({
      name: title,
      module: `../contenders/${folder}/${module}.mjs`,
      setup: { ...setup, ...own },
    })),
    { rounds, run, before: () => server.ask('reset'), warmUp: false },
  )
}

/** The time until the last one was through or had failed, and how many failed. */
export function stormLine(title, rounds, notes = {}) {
  const seconds = rounds.map((round) => round.seconds)
  return line(title, seconds, 's', { failed: String(mostFailed(rounds)), ...notes })
}

export function mostFailed(rounds) {
  return Math.max(...rounds.map(({ failed }) => failed))
}
