// One process of the crowd: does what the parent orders, with clients and facades of its own.
import { createMeetings, type Directory, MeetingError, type Meetings } from 'anymeet'
import { postgresDirectory, postgresStore } from 'anymeet/directory/postgres'
import { redisDirectory, redisStore } from 'anymeet/directory/redis'
import { Pool } from 'pg'
import { createClient } from 'redis'
import type { EngineAddress, Order, Report } from './messages.js'

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true'

type Engine = Pick<Parameters<typeof createMeetings>[0], 'directory' | 'store'> & {
  readonly directory: Directory
}

const engines = new Map<string, Promise<Engine>>()
const facades = new Map<string, Promise<Meetings>>()
let round = ''

const tell = (report: Report): void => {
  process.send?.(report)
}

async function open({ engine, url }: EngineAddress): Promise<Engine> {
  if (engine === 'postgres') {
    const pool = new Pool({ connectionString: url, max: 1 })
    // The server goes when its part of the proof is over.
    pool.on('error', () => undefined)
    return { directory: watched(postgresDirectory(pool)), store: postgresStore(pool) }
  }
  const client = createClient({ url, socket: { reconnectStrategy: false } })
  client.on('error', () => undefined)
  await client.connect()
  return { directory: watched(redisDirectory(client)), store: redisStore(client) }
}

/** Tells the parent who has the claim, so that it can be killed. */
function watched(directory: Directory): Directory {
  return {
    shared: true,
    get: (key) => directory.get(key),
    async claim(request) {
      const result = await directory.claim(request)
      if (result.outcome === 'claimed') tell({ kind: 'claimed', round })
      return result
    },
    complete: (claim, record) => directory.complete(claim, record),
    release: (claim, keepDraft) => directory.release(claim, keepDraft),
    scan: () => directory.scan(),
  }
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = made.get(key) ?? make()
  made.set(key, known)
  return known
}

async function obey({
  engine,
  vendor,
  id,
  action,
  timeoutMs,
}: Order): Promise<Omit<Report & { kind: 'done' }, 'kind' | 'round' | 'ms'>> {
  const meetings = await once(facades, JSON.stringify([engine, vendor]), async () =>
    createMeetings({
      providers: { [vendor.type]: vendor },
      ...(await once(engines, engine.url, () => open(engine))),
    }),
  )
  try {
    if (action === 'warm-up') {
      await meetings.check({ timeoutMs })
      return {}
    }
    const { ref } =
      action === 'create'
        ? await meetings.createMeeting({ id }, { timeoutMs })
        : await meetings.join(
            id,
            {
              participant: { id: `p${process.pid}`, name: `Process ${process.pid}` },
              verify: true,
              create: {},
            },
            { timeoutMs },
          )
    return { ref }
  } catch (error) {
    return { error: MeetingError.is(error) ? `${error.code}: ${error.message}` : String(error) }
  }
}

process.on('message', (order: Order) => {
  round = order.round
  const startedAt = performance.now()
  void obey(order).then((outcome) =>
    tell({ kind: 'done', round: order.round, ms: Math.round(performance.now() - startedAt), ...outcome }),
  )
})
process.once('disconnect', () => process.exit())
tell({ kind: 'ready' })
