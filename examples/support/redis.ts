import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The Redis of REDIS_URL, or one of the example's own if the program is here; undefined where there is neither. */
export async function redisForExample(): Promise<
  { readonly url: string; stop(): Promise<void> } | undefined
> {
  const { REDIS_URL: url } = process.env
  if (url !== undefined) return { url, stop: async () => undefined }
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined
  const directory = await mkdtemp(join(tmpdir(), 'anymeet-example-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) break
  server.stdout.resume()
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, 'exit')
      server.kill()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}
