import type { Store } from '../../ports/store.js'
import { afterPrefix } from './after-prefix.js'
import type { PostgresClient } from './postgres-client.js'
import { type PostgresOptions, postgresNames } from './postgres-options.js'

const PAGE = 1_000

interface Row {
  readonly key: string
  readonly value: string
}

/**
 * What providers remember for themselves, shared by any number of processes, in the table that `postgresMigration`
 * makes. Entries last by the server's clock; each `set` removes up to ten whose time is over. Keys have at most 2,600 bytes.
 *
 * @throws MeetingError `not-configured` if an option is wrong.
 */
export function postgresStore(db: PostgresClient, options: PostgresOptions = {}): Store {
  const { store } = postgresNames(options)
  return {
    async get(key) {
      const { rows } = await db.query(
        `select value from ${store} where key = $1::text and expires_at > clock_timestamp()`,
        [key],
      )
      return (rows as readonly Row[])[0]?.value
    },

    async set(key, value, ttlMs) {
      // Removes what is over only after its own row is settled and skips what is locked: who waits holds nothing.
      await db.query(
        `with written as (
          insert into ${store} (key, value, expires_at)
          values ($1::text, $2::text, clock_timestamp() + $3::double precision * interval '1 millisecond')
          on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
          returning key
        )
        delete from ${store} where ctid = any(array(
          select ctid from ${store}
          where exists (select from written) and key <> $1::text and expires_at <= statement_timestamp()
          order by expires_at limit 10 for update skip locked))`,
        [key, value, ttlMs],
      )
    },

    async swap(key, from, to, ttlMs) {
      const until = `clock_timestamp() + $3::double precision * interval '1 millisecond'`
      // One statement, so that the row is locked from the look at it to the change.
      const { rows } =
        from === undefined
          ? await db.query(
              `insert into ${store} as kept (key, value, expires_at) values ($1::text, $2::text, ${until})
              on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at
              where kept.expires_at <= clock_timestamp()
              returning key`,
              [key, to, ttlMs],
            )
          : await db.query(
              `update ${store} set value = $2::text, expires_at = ${until}
              where key = $1::text and value = $4::text and expires_at > clock_timestamp()
              returning key`,
              [key, to, ttlMs, from],
            )
      return rows.length > 0
    },

    async *keys(prefix) {
      const end = afterPrefix(prefix)
      const bound = end === undefined ? [] : [end]
      for (let start = prefix, from = '>='; ; from = '>') {
        const { rows } = await db.query(
          `select key from ${store}
          where key ${from} $1::text ${end === undefined ? '' : 'and key < $2::text'}
            and expires_at > clock_timestamp()
          order by key limit ${PAGE}`,
          [start, ...bound],
        )
        const found = rows as readonly Row[]
        for (const { key } of found) yield key
        const last = found.at(-1)
        if (last === undefined || found.length < PAGE) return
        start = last.key
      }
    },

    async delete(key) {
      await db.query(`delete from ${store} where key = $1::text`, [key])
    },
  }
}
