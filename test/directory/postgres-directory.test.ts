import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { describePostgres } from '../support/describe-postgres.js'
import { postgresConformance } from './postgres-harness.js'

describePostgres('A PostgreSQL server', (url) => {
  let pools: readonly [pg.Pool, pg.Pool]
  beforeAll(async () => {
    const admin = new pg.Client(url())
    await admin.connect()
    const { rows } = await admin.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    )
    // A database that sorts texts as people do, to which no order of keys may be left. Older servers know none such.
    const order = Number(rows[0]?.version) < 150_000 ? '' : `locale_provider icu icu_locale 'en-US'`
    await admin.query(`create database sorted template template0 encoding 'UTF8' locale 'C' ${order}`)
    await admin.end()
    const connectionString = url().replace(/postgres$/, 'sorted')
    pools = [new pg.Pool({ connectionString, max: 10 }), new pg.Pool({ connectionString, max: 10 })]
  })
  afterAll(() => Promise.all(pools.map((pool) => pool.end())))
  postgresConformance('postgresDirectory on a pool', () => pools)
})

// In the process, and with a single connection: what it can show is that the SQL is right, not that it holds in a race.
describe('PGlite', () => {
  let db: PGlite
  beforeAll(() => {
    db = new PGlite()
  })
  afterAll(() => db.close())
  postgresConformance('postgresDirectory on PGlite', () => [db, db])
})
