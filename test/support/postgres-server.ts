import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/**
 * A PostgreSQL server of one's own, from the programs of an installed package: a new cluster in a temporary folder, on
 * a free port of 127.0.0.1, without passwords. The cluster that a package may have set up for the machine is not touched.
 */
export interface PostgresServer {
  readonly url: string
  /** Ends the server, whoever is connected, and removes its folder. */
  stop(): Promise<void>
}

export const postgresHowTo = 'install PostgreSQL (Debian, Ubuntu: apt-get install postgresql)'

// The shell ends with whoever started it, killed or not: its input is closed then. So no server is left behind.
const program = `
set -e
trap 'rm -rf "$2"' EXIT
"$1/initdb" -D "$2/data" -U anymeet -A trust -E UTF8 --locale=C --no-sync >"$2/initdb.log" 2>&1 || { cat "$2/initdb.log" >&2; exit 1; }
"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300 \\
  -c shared_buffers=32MB -c fsync=off -c full_page_writes=off -c synchronous_commit=off &
server=$!
cat >/dev/null
# Whoever has just said goodbye is heard first; who stays is cut off.
"$1/pg_ctl" stop -s -D "$2/data" -m smart -t 3 >/dev/null 2>&1 || kill -INT $server 2>/dev/null || true
wait $server || true
`

/** Folder with the server's programs: of the newest Debian package, else on the PATH. Undefined where there are none. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => +other - +one) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** Starts a server; in about a second it takes connections. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = postgresPrograms()
  if (programs === undefined) throw new Error(`there is no PostgreSQL server: ${postgresHowTo}`)
  const folder = mkdtempSync(join(tmpdir(), 'anymeet-postgres-'))
  // PostgreSQL refuses to run as root; its packages bring a user for it.
  const asRoot = process.getuid?.() === 0
  const [uid, gid] = ['-u', '-g'].map((which) => (asRoot ? idOf(which) : undefined))
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid)
  const port = await freePort()
  const shell = spawn('sh', ['-c', program, 'sh', programs, folder, String(port)], {
    cwd: folder,
    // A group of its own: an interrupt from the keyboard is for us, who then let it end in order.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(uid !== undefined && gid !== undefined && { uid, gid }),
  })
  const exited = once(shell, 'exit')
  shell.stderr.setEncoding('utf8')
  let log = ''
  const ready = new Promise<void>((resolve, reject) => {
    shell.stderr.on('data', (text: string) => {
      log = (log + text).slice(-10_000)
      if (log.includes('ready to accept connections')) resolve()
    })
    void exited.then(() => reject(new Error(`PostgreSQL does not start:\n${log}`)))
  })
  const stop = async (): Promise<void> => {
    shell.stdin.end()
    await exited
  }
  try {
    await ready
  } catch (error) {
    await stop()
    throw error
  }
  return { url: `postgres://anymeet@127.0.0.1:${port}/postgres`, stop }
}

function idOf(which: string): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
