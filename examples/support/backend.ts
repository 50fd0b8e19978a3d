// One process of a small backend: Hono in front, meetings behind, everything shared through Redis.
import { serve } from '@hono/node-server'
import {
  createMeetings,
  MeetingError,
  type MeetingErrorCode,
  type ProviderConfig,
  toMeetingId,
  toParticipantId,
} from 'anymeet'
import { redisDirectory, redisStore } from 'anymeet/directory/redis'
import { type Context, Hono } from 'hono'
import { createClient } from 'redis'

const client = createClient({ url: process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379' })
client.on('error', console.error)
await client.connect()

const meetings = createMeetings({
  providers: { vendor: JSON.parse(process.env['MEETING_VENDOR'] ?? '{}') as ProviderConfig },
  directory: redisDirectory(client),
  store: redisStore(client),
})

const app = new Hono()

// Whoever asks to join makes the meeting if it is not there, in whichever process, and it is made once.
app.post('/classes/:name/join', async (c) => {
  const { user } = await c.req.json<{ user: string }>()
  const joined = await meetings.join(toMeetingId(c.req.param('name')), {
    participant: { id: toParticipantId(user), name: user },
    create: { name: c.req.param('name') },
  })
  c.header('Cache-Control', 'no-store')
  const { kind, ref } = joined
  return c.json({ kind, incarnation: ref.incarnation, enter: kind === 'url' ? joined.url : joined.session })
})

app.get('/classes/:name', async (c) => {
  const { status, name, createdAt } = await meetings.info(toMeetingId(c.req.param('name')))
  return c.json({ status, name, createdAt })
})

app.delete('/classes/:name', async (c) => {
  const { outcome } = await meetings.end(toMeetingId(c.req.param('name')), { wait: true })
  return c.json({ outcome })
})

app.get('/health', async (c) => {
  const health = await meetings.check()
  return c.json(health, health.ok ? 200 : 503)
})

const statuses: Partial<Record<MeetingErrorCode, 400 | 404 | 409 | 429 | 503>> = {
  'invalid-request': 400,
  'not-found': 404,
  conflict: 409,
  capacity: 409,
  'rate-limited': 429,
  timeout: 503,
  unavailable: 503,
}

app.onError((error, c: Context) => {
  if (!MeetingError.is(error)) return c.json({ error: 'unexpected' }, 500)
  if (error.retryAfterMs !== undefined) c.header('Retry-After', String(Math.ceil(error.retryAfterMs / 1_000)))
  return c.json({ error: error.code, message: error.message }, statuses[error.code] ?? 500)
})

const sweeping = setInterval(() => void meetings.sweep({ timeoutMs: 50_000 }).catch(console.error), 60_000)

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port })
})

process.once('SIGTERM', () => {
  clearInterval(sweeping)
  server.close()
  void meetings.close().then(() => client.close())
})
