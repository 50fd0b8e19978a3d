import pg from 'pg'
import { entry } from '../../lib/package-under-test.mjs'

const table = `create table if not exists bench_plain (
  id text collate "C" primary key, record json not null, lease_until timestamptz not null)`

/** The directory on PostgreSQL, and what the same pool, of its default size, does by itself at best: one plain statement. */
export async function open(origin) {
  const { postgresDirectory, postgresMigration } = await import(entry('directory/postgres'))
  const pool = new pg.Pool({ connectionString: origin })
  await pool.query(postgresMigration())
  await pool.query(table)
  return {
    directory: postgresDirectory(pool),
    limit: {
      async write(id, text) {
        const { rows } = await pool.query(
          `insert into bench_plain as own (id, record, lease_until) values ($1, $2, now() + interval '10 minutes')
          on conflict (id) do update set record = excluded.record, lease_until = excluded.lease_until
          where own.lease_until <= now() returning id`,
          [id, text],
        )
        return rows.length === 1
      },
      async read(id) {
        const { rows } = await pool.query('select record::text as record from bench_plain where id = $1', [
          id,
        ])
        return rows[0]?.record
      },
    },
  }
}
