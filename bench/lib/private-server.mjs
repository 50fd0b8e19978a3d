import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The shell ends with whoever started it, killed or not: its input is closed then. So no server is left behind, nor its folder.
const frame = (start) => `
exec 2>&1
trap 'rm -rf "$1"' EXIT
${start} &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
`

/**
 * Starts a server of one's own in a new temporary folder, on a free port of 127.0.0.1. `start` is the shell command, which gets the
 * folder as $1, the port as $2 and then `args`; the server takes connections once it has said `ready`.
 */
export async function startPrivateServer({ start, args = [], ready, uid, gid }) {
  const folder = mkdtempSync(join(tmpdir(), 'anymeet-bench-'))
  if (uid !== undefined) chownSync(folder, uid, gid)
  const port = await freePort()
  const shell = spawn('sh', ['-c', frame(start), 'sh', folder, String(port), ...args], {
    cwd: folder,
    // A group of its own: an interrupt from the keyboard is for the benchmark, which then lets it end in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(uid !== undefined && { uid, gid }),
  })
  const exited = once(shell, 'exit')
  const stop = async () => {
    shell.stdin.end()
    await exited
  }
  let log = ''
  shell.stdout.setEncoding('utf8')
  const listening = new Promise((resolve, reject) => {
    // Read to the end: a server whose output nobody takes stops one day.
    shell.stdout.on('data', (text) => {
      log = (log + text).slice(-10_000)
      if (log.includes(ready)) resolve()
    })
    void exited.then(() => reject(new Error(`the server does not start:\n${log}`)))
  })
  await listening.catch(async (error) => {
    await stop()
    throw error
  })
  return { port, stop }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
