import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { answerQuestions } from '../lib/child.mjs'
import { startPrivateServer } from '../lib/private-server.mjs'

// A real PostgreSQL server with a new cluster of its own, which waits for no disk. Without the programs there is no origin.
const start = `
"$3/initdb" -D "$1/data" -U anymeet -A trust -E UTF8 --locale=C --no-sync >"$1/initdb.log" || exit 1
"$3/postgres" -D "$1/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
  -c fsync=off -c full_page_writes=off -c synchronous_commit=off`

const programs = folderOfPrograms()
const server =
  programs === undefined
    ? undefined
    : await startPrivateServer({
        start,
        args: [programs],
        ready: 'ready to accept connections',
        // PostgreSQL refuses to run as root; its packages bring a user for it.
        ...(process.getuid?.() === 0 && { uid: idOf('-u'), gid: idOf('-g') }),
      })

answerQuestions(
  () => ({ origin: server && `postgres://anymeet@127.0.0.1:${server.port}/postgres` }),
  () => server?.stop(),
)

/** Of the newest Debian package, else on the PATH. */
function folderOfPrograms() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => +other - +one) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

function idOf(which) {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}
