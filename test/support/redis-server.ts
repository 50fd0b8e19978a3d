import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RedisServer {
  readonly port: number
  /** `redis://127.0.0.1:…` */
  readonly url: string
  /** Ends it, with all that it knows. Safe to repeat. */
  stop(): Promise<void>
}

export interface RedisServerOptions {
  /** Default: a free one. */
  readonly port?: number
  /** More of the server's own options, each followed by its value. */
  readonly args?: readonly string[]
}

let installed: boolean | undefined

/**
 * Whether suites that need a Redis server run. Without the program they are skipped, loudly; with ANYMEET_REQUIRE_SERVERS=1 they
 * run all the same, and fail.
 */
export function runsWithRedis(suite: string): boolean {
  installed ??= spawnSync('redis-server', ['--version']).status === 0
  if (installed || process.env['ANYMEET_REQUIRE_SERVERS'] === '1') return true
  process.stderr.write(
    `\n*** SKIPPED: ${suite}: there is no redis-server on this machine.\n` +
      '*** To run it: apt-get update && apt-get install redis-server (it need not be started), then the tests again.\n\n',
  )
  return false
}

/** A real Redis server of its own, on 127.0.0.1, that writes nothing to disk. It ends with this process at the latest. */
export async function startRedisServer(options: RedisServerOptions = {}): Promise<RedisServer> {
  // A free port may be taken by somebody else before the server has it.
  for (let left = options.port === undefined ? 5 : 1; left > 0; left--) {
    const port = options.port ?? (await freePort())
    const directory = await mkdtemp(join(tmpdir(), 'anymeet-redis-'))
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory]
    const server = spawn(
      'redis-server',
      [...args, '--save', '', '--appendonly', 'no', ...(options.args ?? [])],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    const end = (): void => {
      server.kill('SIGKILL')
      rmSync(directory, { recursive: true, force: true })
    }
    process.once('exit', end)
    const stop = async (): Promise<void> => {
      process.off('exit', end)
      const runs = server.pid !== undefined && server.exitCode === null && server.signalCode === null
      const ended = runs ? once(server, 'exit') : undefined
      end()
      await ended
    }
    const ready = await isReady(server).catch(async (error: unknown) => {
      await stop()
      throw error
    })
    if (ready) return { port, url: `redis://127.0.0.1:${port}`, stop }
    await stop()
  }
  throw new Error('redis-server did not start')
}

function isReady(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let log = ''
    server.once('error', reject)
    server.once('exit', () => resolve(false))
    // Read to the end: a server whose output nobody takes stops one day.
    server.stdout?.on('data', (chunk: Buffer) => {
      if (log.includes('Ready to accept connections')) return
      log += chunk.toString()
      if (log.includes('Ready to accept connections')) resolve(true)
    })
  })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
