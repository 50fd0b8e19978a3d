import { randomUUID } from 'node:crypto'
import type { Claim, ClaimRequest, ClaimResult, Directory } from '../directory.js'
import type { DirectoryKey, MeetingDraft, MeetingRecord } from '../meeting-record.js'
import { claimStatement } from './claim-statement.js'
import type { PostgresClient } from './postgres-client.js'
import { type PostgresOptions, postgresNames } from './postgres-options.js'

const PAGE = 200
/** Each further try means that another process got something done since the one before. */
const MOST_TRIES = 20

interface Answer {
  readonly draft: string | null
  readonly author: string | null
  readonly incarnation: number | null
  readonly remains: number | null
}

interface Row {
  readonly tenant: string
  readonly id: string
  readonly record: string
}

/**
 * A directory for any number of processes, in the tables that `postgresMigration` makes. Leases are measured by the
 * server's clock. Needs PostgreSQL's default isolation level, READ COMMITTED, and must talk to the primary.
 *
 * Rows stay until `forget` removes them (`sweep()` does, for sessions that are over); a draft that nobody made a
 * record of within a day goes with the next scan.
 *
 * @throws MeetingError `not-configured` if an option is wrong.
 */
export function postgresDirectory(db: PostgresClient, options: PostgresOptions = {}): Required<Directory> {
  const { meetings, leases } = postgresNames(options)
  const claimFirst = claimStatement(meetings, true)
  const claimNext = claimStatement(meetings, false)
  const ofKey = 'tenant = $1::text and id = $2::text'
  const ofClaim = `${ofKey} and claim_id = $3::text`
  const given = 'claim_id = null, lease_until = null, updated_at = clock_timestamp()'
  const noDraft = 'draft = null, draft_by = null'

  return {
    shared: true,

    async get(key) {
      const { rows } = await db.query(
        `select record::text as record from ${meetings} where ${ofKey} and record is not null`,
        keyOf(key),
      )
      const [found] = rows as readonly Row[]
      return found === undefined ? undefined : (JSON.parse(found.record) as MeetingRecord)
    },

    async claim({ key, replaces, draft, leaseMs }: ClaimRequest): Promise<ClaimResult> {
      const id = randomUUID()
      const params = [...keyOf(key), replaces, JSON.stringify(draft), id, leaseMs]
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const { rows } = await db.query(replaces === 0 ? claimFirst : claimNext, [...params])
        const [answer] = rows as readonly Answer[]
        if (typeof answer?.draft === 'string') {
          const claim = { key, id, draft: JSON.parse(answer.draft) as MeetingDraft }
          return { outcome: 'claimed', claim: { ...claim, inherited: answer.author !== id } }
        }
        if ((answer?.incarnation ?? 0) !== replaces) break
        const remains = answer?.remains ?? 0
        if (remains > 0) return { outcome: 'held', leaseMs: Math.ceil(remains) }
      }
      return { outcome: 'changed' }
    },

    async complete(claim: Claim, record: MeetingRecord): Promise<boolean> {
      const { rows } = await db.query(
        `update ${meetings} set record = $4::text::json, incarnation = $5::integer, ${noDraft}, ${given}
        where ${ofClaim} returning id`,
        [...keyOf(claim.key), claim.id, JSON.stringify(record), record.incarnation],
      )
      return rows.length > 0
    },

    async release(claim: Claim, keepDraft: boolean): Promise<void> {
      const statement = keepDraft
        ? `update ${meetings} set ${given} where ${ofClaim}`
        : `with gone as (delete from ${meetings} where ${ofClaim} and record is null)
          update ${meetings} set ${noDraft}, ${given} where ${ofClaim} and record is not null`
      await db.query(statement, [...keyOf(claim.key), claim.id])
    },

    async *scan(): AsyncIterable<MeetingRecord> {
      // Skips what is locked, so it never waits for a claim, nor a claim for more than this statement.
      await db.query(`delete from ${meetings} where ctid = any(array(
        select ctid from ${meetings}
        where record is null and updated_at < statement_timestamp() - interval '1 day'
          and (lease_until is null or lease_until < statement_timestamp())
        limit 1000 for update skip locked))`)
      const page = `select tenant, id, record::text as record from ${meetings}
        where (tenant, id) > ($1::text, $2::text) and record is not null
        order by tenant, id limit ${PAGE}`
      for (let after = ['', '']; ; ) {
        const { rows } = await db.query(page, [...after])
        const found = rows as readonly Row[]
        for (const { record } of found) yield JSON.parse(record) as MeetingRecord
        const last = found.at(-1)
        if (last === undefined || found.length < PAGE) return
        after = [last.tenant, last.id]
      }
    },

    async forget(key: DirectoryKey, incarnation: number): Promise<boolean> {
      const { rows } = await db.query(
        `delete from ${meetings}
        where ${ofKey} and incarnation = $3::integer and record is not null and draft is null returning id`,
        [...keyOf(key), incarnation],
      )
      return rows.length > 0
    },

    async lease(name: string, ms: number): Promise<boolean> {
      // Removes what is over only after its own row is settled and skips what is locked: who waits holds nothing.
      const { rows } = await db.query(
        `with taken as (
          insert into ${leases} as own (name, lease_until)
          values ($1::text, clock_timestamp() + $2::double precision * interval '1 millisecond')
          on conflict (name) do update set lease_until = excluded.lease_until
          where own.lease_until <= clock_timestamp()
          returning name
        ), gone as (
          delete from ${leases} where ctid = any(array(
            select ctid from ${leases}
            where exists (select from taken) and name <> $1::text and lease_until < statement_timestamp()
            limit 10 for update skip locked))
        )
        select name from taken`,
        [name, ms],
      )
      return rows.length > 0
    },
  }
}

/** Tenants have at least one character, so the empty one stands for none. */
function keyOf({ tenant, id }: DirectoryKey): string[] {
  return [tenant ?? '', id]
}
