import { MeetingError, type Problem } from '../../errors/meeting-error.js'

/** Where the tables are; the same for the migration and for what works with them. */
export interface PostgresOptions {
  /** Schema of the tables. Default: none is named, so the connection's `search_path` decides. */
  readonly schema?: string
  /** Names of the tables. Default: `anymeet_meetings`, `anymeet_leases`, `anymeet_store`. */
  readonly tables?: {
    readonly meetings?: string
    readonly leases?: string
    readonly store?: string
  }
}

export interface PostgresNames {
  readonly schema: string | undefined
  readonly meetings: string
  readonly leases: string
  readonly store: string
  readonly storeIndex: string
}

// PostgreSQL cuts names after 63 bytes; room is left for the ending of an index's name.
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,49}$/

/** The names as they stand in SQL: quoted, so that case stays and no reserved word is in the way. */
export function postgresNames({ schema, tables = {} }: PostgresOptions): PostgresNames {
  const quotedSchema = schema === undefined ? undefined : quoted('schema', schema)
  const inSchema = quotedSchema === undefined ? '' : `${quotedSchema}.`
  const store = tables.store ?? 'anymeet_store'
  return {
    schema: quotedSchema,
    meetings: inSchema + quoted('tables.meetings', tables.meetings ?? 'anymeet_meetings'),
    leases: inSchema + quoted('tables.leases', tables.leases ?? 'anymeet_leases'),
    store: inSchema + quoted('tables.store', store),
    storeIndex: quoted('tables.store', store, '_expires_at'),
  }
}

function quoted(path: string, name: string, ending = ''): string {
  if (identifier.test(name)) return `"${name}${ending}"`
  const problem: Problem = { path, rule: `must match ${identifier.source}` }
  const message = `the PostgreSQL options are not right: ${problem.path} ${problem.rule}`
  throw new MeetingError({ code: 'not-configured', message, effect: 'none', problems: [problem] })
}
