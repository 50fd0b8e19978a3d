import { postgresDirectory, postgresMigration, postgresStore } from 'anymeet/directory/postgres'
import { redisDirectory, redisStore } from 'anymeet/directory/redis'
import { Pool } from 'pg'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Directory } from '../../src/directory/directory.js'
import { partsOf } from '../../src/meetings-parts.js'
import type { Store } from '../../src/ports/store.js'
import { Presence } from '../../src/presence/presence.js'
import { sessionName } from '../../src/presence/session-name.js'
import { describePostgres } from '../support/describe-postgres.js'
import { type RedisServer, runsWithRedis, startRedisServer } from '../support/redis-server.js'
import { deliver, type Machine, rawIds, type World, world } from './support.js'

type Engine = { readonly store: Store; readonly directory: Directory }

const machines: Machine[] = []

afterEach(async () => {
  for (const { events, meetings } of machines.splice(0)) {
    await events.close()
    await meetings.close()
  }
})

/** What is promised of several processes, each with connections of its own. */
function promises(engine: () => Promise<Engine>): void {
  async function twoMachines(w: World, deaf = false): Promise<[Machine, Machine]> {
    const make = async (): Promise<Machine> => {
      const machine = deaf ? w.deaf({}, await engine()) : w.machine({}, await engine())
      machines.push(machine)
      return machine
    }
    return [await make(), await make()]
  }

  test('each of many events, delivered to two processes at once, is handed over once', async () => {
    const w = world()
    const [one, other] = await twoMachines(w)
    const id = 'shared-once'
    const { ref } = await one.meetings.createMeeting({ id })
    const session = ref.vendor['session'] ?? ''
    const messages = Array.from({ length: 60 }, (_, index) =>
      w.message(`e${index}`, { key: id, session, type: 'participant.joined', who: `p${index}` }),
    )
    const answers = await Promise.all(
      messages.flatMap((message) => [deliver(one, [message]), deliver(other, [message])]),
    )
    expect(answers.every((status) => status === 200 || status === 503)).toBe(true)
    // Whoever was told to come again comes again.
    const again = await Promise.all(messages.map((message) => deliver(other, [message])))
    expect(new Set(again)).toEqual(new Set([200]))
    const heard = [...one.heard, ...other.heard]
    const joins = heard.filter(({ type }) => type === 'participant.joined')
    expect(joins).toHaveLength(messages.length)
    expect(new Set(rawIds(joins))).toEqual(new Set(messages.map((message) => message.id)))
    expect(heard.filter(({ type }) => type === 'meeting.started')).toHaveLength(1)
    const { store } = partsOf(other.meetings)
    const view = await new Presence(store, w.clock).read(sessionName({ provider: 'x' }, session))
    expect(view?.participants).toHaveLength(60)
  })

  test('an event that one process failed with is handed over by the other', async () => {
    const w = world()
    const [one, other] = await twoMachines(w, true)
    const heard: string[] = []
    one.events.onEvent(() => {
      throw new Error('down')
    })
    other.events.onEvent(({ type }) => {
      heard.push(type)
    })
    const message = w.message('failed-first', { key: 'shared-failure', session: 's-failure' })
    expect(await deliver(one, [message])).toBe(503)
    expect(await deliver(other, [message])).toBe(200)
    expect(await deliver(one, [message])).toBe(200)
    expect(heard).toHaveLength(1)
  })

  test('what one process parked the other hands over', async () => {
    const w = world()
    const [one, other] = await twoMachines(w, true)
    const stop = one.events.onEvent(() => {
      throw new Error('down')
    })
    const message = w.message('parked', { key: 'shared-parked', session: 's-parked' })
    expect(await deliver(one, [message])).toBe(503)
    await w.clock.advance(240_000)
    expect(await deliver(one, [message])).toBe(200)
    stop()
    const heard: unknown[] = []
    other.events.onEvent((event) => {
      heard.push(event.providerData['raw'])
    })
    expect(await other.events.redeliver()).toBe(1)
    expect(heard).toEqual(['parked'])
    for await (const event of one.events.parked()) expect.unreachable(`${event.id} is parked still`)
  })
}

describe.skipIf(!runsWithRedis('events of several processes'))('events of processes on one Redis', () => {
  let server: RedisServer
  const clients: { destroy(): void }[] = []
  beforeAll(async () => {
    server = await startRedisServer()
  }, 60_000)
  afterAll(async () => {
    for (const client of clients) client.destroy()
    await server?.stop()
  })
  promises(async () => {
    const client = createClient({ url: server.url })
    clients.push(client)
    await client.connect()
    return { store: redisStore(client), directory: redisDirectory(client) }
  })
})

describePostgres('events of processes on one PostgreSQL', (url) => {
  const pools: Pool[] = []
  afterAll(() => Promise.all(pools.map((pool) => pool.end())))
  promises(async () => {
    const pool = new Pool({ connectionString: url(), max: 4 })
    pools.push(pool)
    await pool.query(postgresMigration())
    return { store: postgresStore(pool), directory: postgresDirectory(pool) }
  })
})
