import type { Directory } from '../../src/directory/directory.js'
import {
  type PostgresClient,
  postgresDirectory,
  postgresMigration,
  postgresStore,
} from '../../src/directory/postgres/index.js'
import type { Store } from '../../src/ports/store.js'
import { storeConformance } from '../memory/store-conformance.js'
import { directoryConformance } from './directory-conformance.js'

/**
 * Each millisecond of the suites is so many of the server's, so that no slow machine lets a lease lapse by itself. Time
 * passes by moving all that is timed into the past; that the server's own clock counts has a test of its own.
 */
const SCALE = 100

const TIMED = [
  ['anymeet_meetings', 'lease_until'],
  ['anymeet_leases', 'lease_until'],
  ['anymeet_store', 'expires_at'],
]

/** Holds a database to what a directory and a store promise. `clients`: two ways to it, or the same one twice. */
export function postgresConformance(
  name: string,
  clients: () => readonly [PostgresClient, PostgresClient],
): void {
  const empty = async (): Promise<void> => {
    const [db] = clients()
    await db.query(postgresMigration())
    for (const [table] of TIMED) await db.query(`delete from ${table}`)
  }
  directoryConformance(name, {
    make: async () => {
      await empty()
      return scaled(postgresDirectory(clients()[0]))
    },
    another: async () => scaled(postgresDirectory(clients()[1])),
    pass: (ms) => pass(clients()[0], ms * SCALE),
  })
  storeConformance(name, {
    make: async () => {
      await empty()
      const store = postgresStore(clients()[0])
      const longer: Store['set'] = (key, value, ttlMs) => store.set(key, value, ttlMs * SCALE)
      const longerSwap: Store['swap'] = (key, from, to, ttlMs) => store.swap(key, from, to, ttlMs * SCALE)
      return { ...store, set: longer, swap: longerSwap }
    },
    pass: (ms) => pass(clients()[0], ms * SCALE),
  })
}

/** Moves every lease and every entry's end so many milliseconds towards the past. */
export async function pass(db: PostgresClient, ms: number): Promise<void> {
  for (const [table, column] of TIMED)
    await db.query(`update ${table} set ${column} = ${column} - $1::integer * interval '1 millisecond'`, [ms])
}

function scaled(directory: Required<Directory>): Required<Directory> {
  return {
    ...directory,
    claim: async (request) => {
      const result = await directory.claim({ ...request, leaseMs: request.leaseMs * SCALE })
      return result.outcome === 'held' ? { ...result, leaseMs: Math.ceil(result.leaseMs / SCALE) } : result
    },
    lease: (name, ms) => directory.lease(name, ms * SCALE),
  }
}
