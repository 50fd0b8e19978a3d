import { randomUUID } from 'node:crypto'
import { latencies } from '../../lib/latencies.mjs'
import { claimOf, recordOf } from './entries.mjs'

/** Each makes a piece of work, which answers whether all was as it has to be. */
const operations = {
  async 'plain-write'({ limit }) {
    return () => {
      const id = randomUUID()
      return limit.write(id, JSON.stringify(recordOf(id)))
    }
  },
  async 'plain-read'({ limit }, { known }) {
    const next = await ids(known, (id) => limit.write(id, JSON.stringify(recordOf(id))))
    return async () => (await limit.read(next()))?.includes('requestToken') === true
  },
  async 'claim-complete'({ directory }) {
    return () => make(directory, randomUUID())
  },
  /** The same where as many are known as are kept: then each makes another be forgotten. */
  async 'claim-complete-full'({ directory }, { kept }) {
    await ids(kept, (id) => make(directory, id))
    return () => make(directory, randomUUID())
  },
  async get({ directory }, { known }) {
    const next = await ids(known, (id) => make(directory, id))
    return async () => {
      const id = next()
      return (await directory.get({ id }))?.id === id
    }
  },
  async held({ directory }, { known }) {
    const next = await ids(known, async (id) => (await directory.claim(claimOf(id))).outcome === 'claimed')
    return async () => (await directory.claim(claimOf(next()))).outcome === 'held'
  },
}

/** One operation on one engine, by itself. */
export async function contender({ engine, origin, operation, ...sizes }) {
  const { open } = await import(`./${engine}.mjs`)
  const work = await operations[operation](await open(origin), sizes)
  return {
    sample: work,
    async run({ durationMs, inFlight }) {
      const figures = {}
      for (const atOnce of inFlight) figures[atOnce] = await latencies(work, durationMs, atOnce)
      return { figures }
    },
  }
}

async function make(directory, id) {
  const { outcome, claim } = await directory.claim(claimOf(id))
  return outcome === 'claimed' && (await directory.complete(claim, recordOf(id)))
}

/** So many ids that something is known about; gives one after the other. */
async function ids(count, store) {
  const list = Array.from({ length: count }, () => randomUUID())
  const stored = await Promise.all(list.map(store))
  if (stored.includes(false)) throw new Error('could not prepare')
  let at = 0
  return () => list[at++ % count]
}
