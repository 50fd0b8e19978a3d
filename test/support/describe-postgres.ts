import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostgresServer, postgresHowTo, postgresPrograms, startPostgres } from './postgres-server.js'

/**
 * Tests that need a PostgreSQL server, with one of their own. Where none is installed they are skipped, loudly; with
 * ANYMEET_REQUIRE_SERVERS=1 that is a failure.
 */
export function describePostgres(name: string, tests: (url: () => string) => void): void {
  let server: PostgresServer | undefined
  const url = (): string => server?.url ?? expect.unreachable('the server has not been started')
  const suite = (): void => {
    beforeAll(async () => {
      server = await startPostgres()
    }, 60_000)
    afterAll(() => server?.stop())
    tests(url)
  }
  if (postgresPrograms() !== undefined) {
    describe(name, suite)
    return
  }
  const reason = `no PostgreSQL server here for "${name}": ${postgresHowTo}`
  if (process.env['ANYMEET_REQUIRE_SERVERS'] === '1') {
    test(name, () => expect.unreachable(reason))
    return
  }
  console.warn(`\n*** SKIPPED: ${reason} ***\n`)
  describe.skip(`${name} (no PostgreSQL server here: ${postgresHowTo})`, suite)
}
