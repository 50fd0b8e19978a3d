import { createServer, type Server } from 'node:http'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../src/testing/test-clock.js'
import {
  calling,
  created,
  creating,
  failure,
  joined,
  joining,
  providerAt,
  runClock,
  setup,
  turn,
  until,
} from './setup.js'

describe('closing the Chime provider', () => {
  it('refuses new calls, by name, and is safe to repeat', async () => {
    const { provider } = await setup()
    const meeting = await created(provider)
    await Promise.all([provider.close(), provider.close()])
    await provider.close()
    for (const call of [
      provider.createMeeting(creating(), calling()),
      provider.join(meeting, joining(), calling()),
      provider.info(meeting, calling()),
      provider.end(meeting, calling()),
    ]) {
      const error = await failure(call)
      expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
      expect(error.message).toContain('provider "chime-test" is closed')
    }
    expect(await provider.check(calling())).toMatchObject({ ok: false, reachable: false })
  })

  it('works before anything was called', async () => {
    const { simulator, provider } = await setup()
    await provider.close()
    expect(simulator.requests).toHaveLength(0)
  })

  it('finishes what is queued', async () => {
    const clock = new TestClock()
    const { simulator, provider, another } = await setup({ clock })
    const meeting = await created(provider)
    const slow = another({ rateLimit: { perSecond: 1, burst: 1 } })
    const joins = Promise.all(['a', 'b', 'c'].map((id) => joined(slow, meeting, joining(id))))
    const reads = Promise.all([slow.info(meeting, calling()), slow.info(meeting, calling())])
    await turn()
    const closed = slow.close()
    await runClock(clock, () => simulator.callsTo('GetMeeting') === 2)
    expect(await joins).toHaveLength(3)
    expect(await reads).toHaveLength(2)
    await closed
    expect(clock.pending).toBe(0)
  })

  it('refuses what is still queued after five seconds', async () => {
    const clock = new TestClock()
    const { provider, another } = await setup({ clock })
    const meeting = await created(provider)
    const slow = another({ rateLimit: { perSecond: 0.1, burst: 1 } })
    await Promise.all(['a1', 'a2'].map((id) => joined(slow, meeting, joining(id))))
    await joined(slow, meeting)
    await slow.info(meeting, calling())
    const late = [joined(slow, meeting, joining('b1')), slow.info(meeting, calling())].map(failure)
    await until(() => clock.pending === 2)
    const closed = slow.close()
    await clock.advance(5_000)
    await closed
    for (const error of await Promise.all(late))
      expect(error).toMatchObject({ code: 'not-configured', effect: 'none' })
    expect(clock.pending).toBe(0)
  })

  it('refuses joins that wait to be repeated, too', async () => {
    const clock = new TestClock()
    const { simulator, provider } = await setup({ clock })
    const meeting = await created(provider)
    simulator.throwNext('CreateAttendee', 'ServiceUnavailableException', { retryAfterSeconds: 20 })
    const error = failure(joined(provider, meeting))
    await until(() => clock.pending === 1)
    const closed = provider.close()
    await clock.advance(5_000)
    await closed
    expect((await error).code).toBe('not-configured')
    expect(clock.pending).toBe(0)
  })

  it('frees its connections, and those of a client that was handed in not', async () => {
    const { ChimeSDKMeetingsClient } = await import('@aws-sdk/client-chime-sdk-meetings')
    const { simulator, provider, another } = await setup()
    const { region, endpoint, accessKeyId, secretAccessKey } = simulator
    const client = new ChimeSDKMeetingsClient({
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
    })
    const meeting = await created(provider)
    const withClient = another({ client })
    expect(await joined(withClient, meeting)).toBeDefined()
    await withClient.close()
    // Destroyed, it would have forgotten its open connection; this one still serves another provider.
    expect(await joined(another({ client }), meeting)).toBeDefined()
    client.destroy()

    const { server, origin } = await listen()
    let connections = 0
    server.on('connection', (socket) => {
      connections += 1
      socket.on('close', () => {
        connections -= 1
      })
    })
    const own = providerAt({ ...keys(simulator), endpoint: origin })
    await failure(created(own))
    expect(connections).toBe(1)
    await own.close()
    await until(() => connections === 0)
    server.close()
  })
})

function keys({
  region,
  accessKeyId,
  secretAccessKey,
}: {
  region: string
  accessKeyId: string
  secretAccessKey: string
}) {
  return { region, accessKeyId, secretAccessKey }
}

async function listen(): Promise<{ server: Server; origin: string }> {
  const server = createServer((_request, response) => response.end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { server, origin: `http://127.0.0.1:${address.port}` }
}
