import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ClaimRequest, ClaimResult, Directory } from '../../src/directory/directory.js'
import { postgresDirectory, postgresMigration, postgresStore } from '../../src/directory/postgres/index.js'
import { describePostgres } from '../support/describe-postgres.js'
import { draft, record } from './directory-conformance.js'
import { pass } from './postgres-harness.js'

const MINUTE_MS = 60_000

const request = (id: string, more: Partial<ClaimRequest> = {}): ClaimRequest => ({
  key: { tenant: 'acme', id },
  replaces: 0,
  draft: draft(),
  leaseMs: MINUTE_MS,
  ...more,
})

const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))

const outcomes = (results: readonly ClaimResult[], outcome: string): number =>
  results.filter((result) => result.outcome === outcome).length

describePostgres('Many connections at once', (url) => {
  let pool: pg.Pool
  let directory: Required<Directory>
  beforeAll(async () => {
    pool = new pg.Pool({ connectionString: url(), max: 10 })
    await pool.query(postgresMigration())
    // All connections are there before the first race.
    await times(10, () => pool.query('select pg_sleep(0.05)'))
    directory = postgresDirectory(pool)
  })
  afterAll(() => pool.end())
  beforeEach(() => pool.query('delete from anymeet_meetings'))

  test('leave a new id to one of 50 claimers, every time', async () => {
    for (let round = 0; round < 30; round++) {
      const results = await times(50, () => directory.claim(request(`new-${round}`)))
      expect([outcomes(results, 'claimed'), outcomes(results, 'held')]).toEqual([1, 49])
    }
  })

  test('leave a lapsed claim, a kept draft and a record to one of 50 claimers, every time', async () => {
    for (let round = 1; round <= 30; round++) {
      const replaces = round - 1
      const first = await times(50, (index) =>
        directory.claim(
          request('same', { replaces, draft: draft(round, { requestToken: `${round}-${index}` }) }),
        ),
      )
      await pass(pool, MINUTE_MS + 1)
      const second = await times(50, () => directory.claim(request('same', { replaces })))
      for (const results of [first, second])
        expect([outcomes(results, 'claimed'), outcomes(results, 'held')]).toEqual([1, 49])
      const [lost] = first.filter((result) => result.outcome === 'claimed')
      const [taken] = second.filter((result) => result.outcome === 'claimed')
      if (lost === undefined || taken === undefined) return expect.unreachable('nobody has it')
      expect(taken.claim).toMatchObject({ draft: lost.claim.draft, inherited: true })
      expect(await directory.complete(lost.claim, record(taken.claim.key, round))).toBe(false)
      expect(await directory.complete(taken.claim, record(taken.claim.key, round))).toBe(true)
    }
  })

  test('have either the old claimer complete or the next one take over, never both', async () => {
    for (let round = 0; round < 60; round++) {
      const late = await directory.claim(request(`late-${round}`))
      if (late.outcome !== 'claimed') return expect.unreachable(late.outcome)
      await pass(pool, MINUTE_MS + 1)
      const complete = (): Promise<boolean> => directory.complete(late.claim, record(late.claim.key))
      const claim = (): Promise<ClaimResult> => directory.claim(request(`late-${round}`))
      // Begun first is not heard first: both ways come about both times.
      const early = round % 2 === 0 ? claim() : undefined
      const [completed, next] = await Promise.all([complete(), early ?? claim()])
      expect(next.outcome).toBe(completed ? 'changed' : 'claimed')
    }
  })

  test('never hold one meeting twice, whatever they claim, complete, give back and forget', async () => {
    const id = 'contested'
    const done = { claimed: 0, completed: 0, forgotten: 0 }
    let holders = 0
    let incarnation = 0
    await times(10, async (worker) => {
      for (let step = 0; step < 60; step++) {
        const dice = (worker * 7 + step * 3) % 10
        const replaces = (await directory.get({ tenant: 'acme', id }))?.incarnation ?? 0
        if (dice === 0 && replaces > 0) {
          if (await directory.forget({ tenant: 'acme', id }, replaces)) {
            done.forgotten += 1
            // Somebody may have begun anew before this answer came.
            if (incarnation === replaces) incarnation = 0
          }
          continue
        }
        const result = await directory.claim(request(id, { replaces, draft: draft(replaces + 1) }))
        if (result.outcome !== 'claimed') continue
        done.claimed += 1
        holders += 1
        if (replaces === 0) incarnation = 0
        expect([holders, replaces]).toEqual([1, incarnation])
        await pool.query('select')
        holders -= 1
        if (dice < 7) {
          done.completed += 1
          incarnation += 1
          expect(await directory.complete(result.claim, record(result.claim.key, incarnation))).toBe(true)
        } else await directory.release(result.claim, dice === 9)
      }
    })
    for (const count of Object.values(done)) expect(count).toBeGreaterThan(0)
  })

  test('give a lease to one, also while many others run out', async () => {
    for (let round = 0; round < 20; round++) {
      const asked = await times(200, async (index) => {
        const name = `sweep:${(index * 7 + round) % 40}`
        return (await directory.lease(name, MINUTE_MS)) ? [name] : []
      })
      const taken = asked.flat()
      expect([taken.length, new Set(taken).size]).toEqual([40, 40])
      await pass(pool, MINUTE_MS + 1)
    }
    const { rows } = await pool.query('select name from anymeet_leases')
    expect(rows.length).toBeLessThanOrEqual(40)
  })

  test("write to the store and clean it up without standing in each other's way", async () => {
    const store = postgresStore(pool)
    for (let round = 0; round < 10; round++) {
      await times(200, (index) => store.set(`key-${(index * 7) % 40}`, `${round}`, MINUTE_MS))
      await pass(pool, round % 2 === 0 ? MINUTE_MS : 0)
    }
    await times(40, (index) => store.set(`key-${index}`, 'last', MINUTE_MS))
    expect(new Set(await times(40, (index) => store.get(`key-${index}`)))).toEqual(new Set(['last']))
  })

  test('make the tables at the same moment, and again while they are in use', async () => {
    for (let round = 0; round < 5; round++) {
      const options = { schema: `fresh_${round}` }
      await times(8, () => pool.query(postgresMigration(options)))
      const made = postgresDirectory(pool, options)
      const again = times(5, () => pool.query(postgresMigration(options)))
      expect(outcomes(await times(5, () => made.claim(request('a'))), 'claimed')).toBe(1)
      await again
    }
  })
})
