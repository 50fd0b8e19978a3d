import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ClaimResult } from '../../src/directory/directory.js'
import type { MeetingRecord } from '../../src/directory/meeting-record.js'
import {
  type PostgresClient,
  postgresDirectory,
  postgresMigration,
  postgresStore,
} from '../../src/directory/postgres/index.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { describePostgres } from '../support/describe-postgres.js'
import { draft, record } from './directory-conformance.js'
import { pass } from './postgres-harness.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

function claimed(result: ClaimResult) {
  return result.outcome === 'claimed' ? result.claim : expect.unreachable(`is ${result.outcome}`)
}

const claimOf = (id: string, leaseMs = 60_000) => ({ key: { id }, replaces: 0, draft: draft(), leaseMs })

describePostgres('The tables of a PostgreSQL directory', (url) => {
  let pool: pg.Pool
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: url(), max: 4 })
    await pool.query(postgresMigration())
  })
  afterAll(() => pool.end())
  beforeEach(() => pool.query('truncate anymeet_meetings, anymeet_leases, anymeet_store'))

  const count = async (table: string): Promise<number> =>
    Number((await pool.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]?.n)

  test('measure leases by the clock of the server, whatever ours says', async () => {
    const directory = postgresDirectory(pool)
    const store = postgresStore(pool)
    const lost = claimed(await directory.claim(claimOf('a', 200)))
    await store.set('key', 'value', 200)
    expect(await directory.lease('sweep', 200)).toBe(true)
    // Real time: the server's clock is nobody's to move.
    await pool.query('select pg_sleep(0.201)')
    expect(claimed(await directory.claim(claimOf('a'))).inherited).toBe(true)
    expect(await directory.complete(lost, record({ id: 'a' }))).toBe(false)
    expect(await store.get('key')).toBeUndefined()
    expect(await directory.lease('sweep', 200)).toBe(true)
  })

  test('are not written to by those who only wait', async () => {
    const directory = postgresDirectory(pool)
    const version = async () => (await pool.query('select xmin, xmax, ctid from anymeet_meetings')).rows
    const claim = claimed(await directory.claim(claimOf('a')))
    const before = await version()
    expect((await directory.claim(claimOf('a'))).outcome).toBe('held')
    expect((await directory.claim({ ...claimOf('a'), replaces: 1 })).outcome).toBe('changed')
    expect(await version()).toEqual(before)
    await directory.complete(claim, record({ id: 'a' }))
    claimed(await directory.claim({ ...claimOf('a'), replaces: 1 }))
    const later = await version()
    expect((await directory.claim({ ...claimOf('a'), replaces: 1 })).outcome).toBe('held')
    expect((await directory.claim(claimOf('a'))).outcome).toBe('changed')
    expect(await version()).toEqual(later)
  })

  test('of two schemas, or with other names, never meet', async () => {
    const places = [
      {},
      { schema: 'one' },
      { schema: 'One' },
      { tables: { meetings: 'm', leases: 'l', store: 's' } },
    ]
    for (const [index, options] of places.entries()) {
      await pool.query(postgresMigration(options))
      const directory = postgresDirectory(pool, options)
      const claim = claimed(await directory.claim(claimOf('same')))
      await directory.complete(claim, record({ id: 'same' }, 1, { provider: `p${index}` }))
      expect(await directory.lease('same', HOUR_MS)).toBe(true)
      await postgresStore(pool, options).set('same', `p${index}`, HOUR_MS)
    }
    for (const [index, options] of places.entries()) {
      expect((await postgresDirectory(pool, options).get({ id: 'same' }))?.provider).toBe(`p${index}`)
      expect(await collected(postgresDirectory(pool, options).scan())).toHaveLength(1)
      expect(await postgresStore(pool, options).get('same')).toBe(`p${index}`)
    }
  })

  test('need no right to create once they are there', async () => {
    await pool.query(`create role backend login; ${postgresMigration({ schema: 'owned' })};
      revoke create on schema public from public;
      grant usage on schema owned to backend;
      grant select, insert, update, delete on all tables in schema owned to backend`)
    const backend = new pg.Pool({ connectionString: url().replace('anymeet@', 'backend@'), max: 1 })
    try {
      await backend.query(postgresMigration({ schema: 'owned' }))
      const directory = postgresDirectory(backend, { schema: 'owned' })
      const claim = claimed(await directory.claim(claimOf('a')))
      expect(await directory.complete(claim, record({ id: 'a' }))).toBe(true)
      expect(await collected(directory.scan())).toHaveLength(1)
      await expect(backend.query(postgresMigration({ schema: 'other' }))).rejects.toThrow('permission denied')
    } finally {
      await backend.end()
    }
  })

  test('are read page by page, each record once', async () => {
    await pool.query(
      `insert into anymeet_meetings (tenant, id, incarnation, record)
      select case when n % 3 = 0 then '' else 't' || n % 3 end, 'm' || n, 1, json_build_object('id', 'm' || n)
      from generate_series(1, 1000) n`,
    )
    const asked: string[] = []
    const watched: PostgresClient = {
      query: (text, params) => {
        asked.push(text)
        return pool.query(text, params)
      },
    }
    const ids = (await collected(postgresDirectory(watched).scan())).map(({ id }: MeetingRecord) => id)
    expect(new Set(ids).size).toBe(1000)
    expect(ids).toHaveLength(1000)
    expect(asked.length).toBeGreaterThan(5)
  })

  test('keep no draft for ever that nobody made a record of', async () => {
    const directory = postgresDirectory(pool)
    for (const id of ['given-back', 'held', 'lapsed']) claimed(await directory.claim(claimOf(id, 2 * DAY_MS)))
    await pool.query(
      `update anymeet_meetings set lease_until = null, claim_id = null where id = 'given-back'`,
    )
    await pool.query(
      `update anymeet_meetings set lease_until = lease_until - interval '3 days' where id = 'lapsed'`,
    )
    await directory.complete(claimed(await directory.claim(claimOf('recorded'))), record({ id: 'recorded' }))
    await collected(directory.scan())
    expect(await count('anymeet_meetings')).toBe(4)
    await pool.query(`update anymeet_meetings set updated_at = updated_at - interval '25 hours'`)
    await collected(directory.scan())
    const { rows } = await pool.query('select id from anymeet_meetings order by id')
    expect(rows).toEqual([{ id: 'held' }, { id: 'recorded' }])
  })

  test('lose what is over in the store and of the leases as others are written', async () => {
    const [directory, store] = [postgresDirectory(pool), postgresStore(pool)]
    for (let index = 0; index < 25; index++) {
      await store.set(`old-${index}`, 'x', HOUR_MS)
      await directory.lease(`old-${index}`, HOUR_MS)
    }
    await store.set('young', 'x', 2 * HOUR_MS)
    await pass(pool, HOUR_MS)
    expect(await collected(store.keys(''))).toEqual(['young'])
    const left = []
    for (let index = 0; index < 4; index++) {
      await store.set('new', 'x', HOUR_MS)
      await directory.lease(`new-${index}`, HOUR_MS)
      left.push([await count('anymeet_store'), await count('anymeet_leases')])
    }
    expect(left).toEqual([
      [17, 16],
      [7, 7],
      [2, 3],
      [2, 4],
    ])
  })

  test('bring back whatever JSON can say, and are not asked to understand it', async () => {
    const directory = postgresDirectory(pool)
    const odd = record({ id: 'odd' }, 1, {
      notes: { nul: '\u0000', half: '\ud800', quote: `'"\\`, ['__proto__']: 'x' },
      createdAt: Number.MAX_SAFE_INTEGER,
    })
    await directory.complete(claimed(await directory.claim(claimOf('odd'))), odd)
    expect(JSON.stringify(await directory.get({ id: 'odd' }))).toBe(JSON.stringify(odd))
  })

  test('pass on what the client throws, as it is', async () => {
    const failure = new Error('no connection')
    const broken: PostgresClient = { query: () => Promise.reject(failure) }
    const directory = postgresDirectory(broken)
    const claim = { key: { id: 'a' }, id: 'c', draft: draft(), inherited: false }
    for (const ask of [
      () => directory.get({ id: 'a' }),
      () => directory.claim(claimOf('a')),
      () => directory.complete(claim, record({ id: 'a' })),
      () => directory.release(claim, true),
      () => collected(directory.scan()),
      async () => directory.forget({ id: 'a' }, 1),
      async () => directory.lease('a', 1),
      () => postgresStore(broken).set('a', 'b', 1),
      () => collected(postgresStore(broken).keys('a')),
    ])
      await expect(ask()).rejects.toBe(failure)
    await expect(postgresDirectory(pool, { schema: 'nowhere' }).get({ id: 'a' })).rejects.toMatchObject({
      code: '42P01',
    })
  })
})

describe('Names of tables', () => {
  test.each(['', 'a b', 'a"b', `a'b`, 'a.b', '1a', 'a-b', 'ä', 'a'.repeat(51), 'a\n'])(
    'are refused before anything is asked: %j',
    (name) => {
      const never: PostgresClient = { query: () => expect.unreachable() }
      for (const [path, options] of [
        ['schema', { schema: name }],
        ['tables.meetings', { tables: { meetings: name } }],
        ['tables.leases', { tables: { leases: name } }],
        ['tables.store', { tables: { store: name } }],
      ] as const)
        for (const make of [
          () => postgresMigration(options),
          () => postgresDirectory(never, options),
          () => postgresStore(never, options),
        ]) {
          const error = thrownBy(make)
          expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
          expect(error.problems?.map((problem) => problem.path)).toEqual([path])
        }
    },
  )
})

function thrownBy(act: () => unknown): MeetingError {
  try {
    act()
  } catch (error) {
    if (MeetingError.is(error)) return error
  }
  return expect.unreachable('nothing is thrown')
}
