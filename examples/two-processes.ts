// A small backend of two processes on one Redis: the same class, joined through both at once, is one meeting.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { redisForExample } from './support/redis.js'
import { bbbVendor } from './support/vendor.js'

const redis = await redisForExample()
if (redis === undefined) {
  console.log('This example needs a redis-server on the PATH, or REDIS_URL: apt-get install redis-server')
  process.exit()
}
const vendor = await bbbVendor()
console.log(vendor.about)

const backend = fileURLToPath(new URL('support/backend.ts', import.meta.url))
const env = { ...process.env, REDIS_URL: redis.url, MEETING_VENDOR: JSON.stringify(vendor.config) }
const processes: readonly { readonly child: ChildProcess; readonly url: string }[] = await Promise.all(
  [1, 2].map(async () => {
    const child = fork(backend, { env })
    const [{ port }] = (await once(child, 'message')) as [{ port: number }]
    return { child, url: `http://127.0.0.1:${port}` }
  }),
)
const [one, two] = processes
if (one === undefined || two === undefined) throw new Error('two were started')

const ask = async (url: string, method = 'GET', body?: object): Promise<Record<string, unknown>> => {
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  })
  return { http: answer.status, ...((await answer.json()) as object) }
}
const joinAll = (): Promise<Record<string, unknown>[]> =>
  Promise.all(
    ['Ada', 'Bob', 'Cem', 'Dana'].map((user, index) =>
      ask(`${(index % 2 === 0 ? one : two).url}/classes/Algebra%207b/join`, 'POST', { user }),
    ),
  )

const health = await ask(`${one.url}/health`)
console.log(
  'health:',
  health['http'],
  '· directory shared:',
  (health['directory'] as { shared: boolean }).shared,
)
const joined = await joinAll()
console.log(
  'joined through both:',
  joined.map(({ kind, incarnation }) => `${kind} ${incarnation}`).join(', '),
)
console.log('info from the other:', (await ask(`${two.url}/classes/Algebra%207b`))['status'])
console.log('end through one:', (await ask(`${one.url}/classes/Algebra%207b`, 'DELETE'))['outcome'])
console.log('end through the other:', (await ask(`${two.url}/classes/Algebra%207b`, 'DELETE'))['outcome'])
const again = await joinAll()
console.log('joined again:', again.map(({ kind, incarnation }) => `${kind} ${incarnation}`).join(', '))
const bad = await ask(`${one.url}/classes/Nobody%20made%20this`)
console.log('a class that is not there:', bad['http'], bad['error'])

for (const { child } of processes) child.kill('SIGTERM')
await Promise.all(processes.map(({ child }) => once(child, 'exit')))
await vendor.close()
await redis.stop()
