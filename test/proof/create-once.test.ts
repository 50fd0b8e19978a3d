import type { MeetingRef, ProviderConfig } from 'anymeet'
import { postgresMigration } from 'anymeet/directory/postgres'
import { startBbbSimulator, startChimeSimulator } from 'anymeet/testing'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postgresHowTo, postgresPrograms, startPostgres } from '../support/postgres-server.js'
import { runsWithRedis, startRedisServer } from '../support/redis-server.js'
import { Crowd, type Done } from './crowd.js'
import type { EngineAddress, Order } from './messages.js'

// Small by default; `PROOF_ROUNDS=20 npm run proof` is the full size.
const PROCESSES = 50
const ROUNDS = Number(process.env['PROOF_ROUNDS'] ?? 1)
/** A lease is two thirds of it, so that whoever waits behind a dead process can take over in time. */
const TIMEOUT_MS = 8_000
/** Fifty processes that load everything at once are slow, which is not what is proved here. */
const WARM_UP_MS = 120_000

interface Vendor {
  readonly config: ProviderConfig
  /** How many meetings live there. */
  live(): number
  forget(ref: MeetingRef): void
  /** The next create is taken and never answered; with `processed`, the meeting is made all the same. */
  hang(processed: boolean): void
  /** How many creates came in. */
  creates(): number
  heal(): void
  close(): Promise<void>
}

const vendors: Record<'bbb' | 'chime', () => Promise<Vendor>> = {
  async bbb() {
    const simulator = await startBbbSimulator()
    return {
      config: { type: 'bbb', url: simulator.url, secret: simulator.secret },
      live: () => simulator.meetings().filter(({ ended }) => !ended).length,
      forget: ({ id }) => simulator.forget(id),
      hang: (processed) => simulator.stage({ kind: 'hang', when: 'create', processed }),
      creates: () => simulator.callsTo('create'),
      heal: () => simulator.reset(),
      close: () => simulator.close(),
    }
  },
  async chime() {
    const simulator = await startChimeSimulator({ rates: 'unlimited' })
    const { endpoint, region, accessKeyId, secretAccessKey } = simulator
    const credentials = { accessKeyId, secretAccessKey }
    return {
      config: { type: 'chime', region, endpoint, credentials, rateLimit: 'unlimited' },
      live: () => simulator.meetings().length,
      forget: ({ vendor }) => simulator.forget(vendor['meetingId'] ?? ''),
      hang: (processed) => simulator.stage({ kind: 'hang', when: 'CreateMeeting', processed }),
      creates: () => simulator.callsTo('CreateMeeting'),
      heal: () => simulator.reset(),
      close: () => simulator.close(),
    }
  },
}

const engines = {
  redis: {
    runs: () => runsWithRedis('create-once on Redis'),
    async start() {
      const { url, stop } = await startRedisServer()
      return { address: { engine: 'redis', url } satisfies EngineAddress, stop }
    },
  },
  postgres: {
    runs: () => {
      if (postgresPrograms() !== undefined || process.env['ANYMEET_REQUIRE_SERVERS'] === '1') return true
      process.stderr.write(`\n*** SKIPPED: create-once on PostgreSQL: ${postgresHowTo}\n\n`)
      return false
    },
    async start() {
      const { url, stop } = await startPostgres()
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.query(postgresMigration())
      await client.end()
      return { address: { engine: 'postgres', url } satisfies EngineAddress, stop }
    },
  },
}

const crowd = new Crowd(PROCESSES)
let rounds = 0

beforeAll(() => crowd.gather(), 120_000)
afterAll(() => crowd.dismiss())

for (const engine of ['redis', 'postgres'] as const)
  describe.skipIf(!engines[engine].runs())(`${PROCESSES} processes on ${engine}`, () => {
    let started:
      | Awaited<ReturnType<(typeof engines)['redis']['start']>>
      | Awaited<ReturnType<(typeof engines)['postgres']['start']>>

    beforeAll(async () => {
      started = await engines[engine].start()
    }, 60_000)
    afterAll(() => started.stop())

    describe.each(['bbb', 'chime'] as const)('and %s', (type) => {
      let vendor: Vendor
      beforeAll(async () => {
        vendor = await vendors[type]()
        await order(vendor, 'none', 'warm-up')
      }, WARM_UP_MS)
      afterAll(() => vendor.close())

      for (let nth = 1; nth <= ROUNDS; nth++) {
        test(`make one meeting between them (round ${nth})`, async () => {
          const id = nextId()
          const { done } = await order(vendor, id, 'create')
          expectOne(vendor, done, PROCESSES)
        }, 30_000)

        // The small proof has one of the two for each pair of engine and vendor.
        const both = ROUNDS > 1 ? [false, true] : [(engine === 'redis') === (type === 'bbb')]
        test.each(both)(
          `make one meeting where the one who has the claim is killed in the middle (round ${nth}, made: %s)`,
          async (processed) => {
            const id = nextId()
            vendor.hang(processed)
            const before = vendor.creates()
            const reached = async (): Promise<void> => {
              while (vendor.creates() === before) await new Promise((resolve) => setImmediate(resolve))
            }
            const { done, killed } = await order(vendor, id, 'create', { reached })
            expect(killed).toBe(1)
            expectOne(vendor, done, PROCESSES - 1)
            await crowd.gather()
          },
          60_000,
        )

        test(`make one meeting anew where the vendor has dropped it (round ${nth})`, async () => {
          const id = nextId()
          const first = expectOne(vendor, (await order(vendor, id, 'create')).done, PROCESSES)
          vendor.forget(first)
          const second = expectOne(vendor, (await order(vendor, id, 'join')).done, PROCESSES)
          expect(second.incarnation).toBe(2)
        }, 30_000)
      }
    })

    function order(
      vendor: Vendor,
      id: string,
      action: Order['action'],
      killHolder?: Parameters<Crowd['order']>[1],
    ): ReturnType<Crowd['order']> {
      const { address } = started
      rounds += 1
      const round = `round-${rounds}`
      return crowd.order(
        {
          round,
          engine: address,
          vendor: vendor.config,
          id,
          action,
          timeoutMs: action === 'warm-up' ? WARM_UP_MS : TIMEOUT_MS,
        },
        killHolder,
      )
    }
  })

function nextId(): string {
  return `class-${Math.random().toString(36).slice(2)}`
}

/** Everybody has the same meeting, in good time, and nothing else lives. */
function expectOne(vendor: Vendor, done: readonly Done[], processes: number): MeetingRef {
  expect(done.filter(({ error }) => error !== undefined)).toEqual([])
  expect(done).toHaveLength(processes)
  const refs = new Set(done.map(({ ref }) => JSON.stringify(ref)))
  expect(refs.size).toBe(1)
  expect(vendor.live()).toBe(1)
  expect(Math.max(...done.map(({ ms }) => ms))).toBeLessThan(TIMEOUT_MS)
  const [first] = done
  if (first?.ref === undefined) throw new Error('nobody has a ref')
  vendor.heal()
  return first.ref
}
