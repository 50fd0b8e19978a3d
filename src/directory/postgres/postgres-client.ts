/**
 * What is needed of a PostgreSQL client: `pg`'s Pool or Client and PGlite are it; of `postgres` (postgres.js) make
 * `{ query: async (text, params) => ({ rows: await sql.unsafe(text, params) }) }`. What it throws is thrown on.
 *
 * Every operation is one statement outside any transaction of ours, with nothing left in the connection: a pool, and a
 * pooler in transaction mode, may give each statement another connection. Do not hand over a client inside a transaction
 * of yours: nobody else would see its claims until you commit.
 */
export interface PostgresClient {
  query(text: string, params?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}
