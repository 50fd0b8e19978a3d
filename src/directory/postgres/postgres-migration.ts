import { type PostgresOptions, postgresNames } from './postgres-options.js'

/**
 * The SQL that makes the tables (and the schema, if one is named) where they are missing: one statement without
 * parameters, for `client.query` or for your migration tool. Safe to run on every start, by any number of processes at
 * once; where everything is there, it needs no right to create. A later release may add to it: run it again after an update.
 *
 * Whoever uses the tables needs `select`, `insert`, `update` and `delete` on them. PostgreSQL 12 or later, encoding UTF8.
 *
 * @throws MeetingError `not-configured` if a name is none: letters, digits and `_`, at most 50.
 */
export function postgresMigration(options: PostgresOptions = {}): string {
  const { schema, meetings, leases, store, storeIndex } = postgresNames(options)
  // `if not exists` alone lets two that begin at once collide in the catalogue, and asks for the right to create also
  // where there is nothing to do. Collation "C": compares bytes, so no update of the system's locales spoils an index.
  // `json`, not `jsonb`: nobody searches in it, and it comes back as it was written.
  const makeSchema =
    schema === undefined
      ? ''
      : `
  if to_regnamespace('${schema}') is null then
    create schema if not exists ${schema};
  end if;`
  return `do $anymeet$
begin
  perform pg_advisory_xact_lock(hashtext('anymeet migration'));${makeSchema}
  if to_regclass('${meetings}') is null then
    create table if not exists ${meetings} (
      tenant text collate "C" not null,
      id text collate "C" not null,
      incarnation integer not null default 0,
      record json,
      draft json,
      draft_by text,
      claim_id text,
      lease_until timestamptz,
      updated_at timestamptz not null default clock_timestamp(),
      primary key (tenant, id)
    );
  end if;
  if to_regclass('${leases}') is null then
    create table if not exists ${leases} (
      name text collate "C" primary key,
      lease_until timestamptz not null
    );
  end if;
  if to_regclass('${store}') is null then
    create table if not exists ${store} (
      key text collate "C" primary key,
      value text not null,
      expires_at timestamptz not null
    );
    create index if not exists ${storeIndex} on ${store} (expires_at);
  end if;
end
$anymeet$`
}
