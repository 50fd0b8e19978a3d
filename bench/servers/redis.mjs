import { spawnSync } from 'node:child_process'
import { answerQuestions } from '../lib/child.mjs'
import { startPrivateServer } from '../lib/private-server.mjs'

// A real Redis server that writes nothing to disk. Without the program there is no origin.
const installed = spawnSync('redis-server', ['--version']).status === 0
const server = installed
  ? await startPrivateServer({
      start: `redis-server --port "$2" --bind 127.0.0.1 --dir "$1" --save '' --appendonly no`,
      ready: 'Ready to accept connections',
    })
  : undefined

answerQuestions(
  () => ({ origin: server && `redis://127.0.0.1:${server.port}` }),
  () => server?.stop(),
)
