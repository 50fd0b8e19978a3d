import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { ChimeSDKMeetingsClient } from '@aws-sdk/client-chime-sdk-meetings'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ChimeApi } from '../../../providers/chime/api.js'
import { loadAws } from '../../../providers/chime/aws.js'
import type { ChimeClient } from '../../../providers/chime/client.js'
import { parseChimeConfig, type ResolvedChimeConfig } from '../../../providers/chime/config.js'
import { systemClock } from '../../../src/ports/clock.js'
import { calling, created, failure, joined, joining, providerAt, setup, until } from './setup.js'

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' }
const meetingId = '00000000-0000-0000-0000-000000000001'
const meeting = {
  id: 'class-42',
  key: 'class-42',
  incarnation: 1,
  vendor: { meetingId, region: 'us-east-1' },
  notes: {},
}
const answer = JSON.stringify({ Meeting: { MeetingId: meetingId, MediaPlacement: {} } })

function resolved(config: object): ResolvedChimeConfig {
  const parsed = parseChimeConfig({ type: 'chime', region: 'us-east-1', ...config })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.value
}

/** A server of our own, for what a simulator of the vendor does not do. */
async function serve(
  handle: (request: IncomingMessage, response: ServerResponse, nth: number) => void,
): Promise<{
  readonly region: string
  readonly endpoint: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly server: Server
}> {
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    request.resume()
    handle(request, response, requests)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { region: 'us-east-1', endpoint: `http://127.0.0.1:${address.port}`, ...keys, server }
}

describe('the AWS client of Chime', () => {
  it('signs for the control region with the keys of a provider function', async () => {
    const { simulator, another } = await setup({ region: 'ap-south-1' })
    const { accessKeyId, secretAccessKey } = simulator
    const provider = another({ credentials: async () => ({ accessKeyId, secretAccessKey }) })
    await created(provider)
    const { authorization } = simulator.requests[0]?.headers ?? {}
    expect(authorization).toContain(`Credential=${accessKeyId}/`)
    expect(authorization).toContain('/ap-south-1/chime/aws4_request')
  })

  it('takes the one that is handed in, a real one by its type', async () => {
    const { simulator, another } = await setup()
    const { region, endpoint, accessKeyId, secretAccessKey } = simulator
    const client: ChimeClient = new ChimeSDKMeetingsClient({
      region,
      endpoint,
      credentials: { accessKeyId, secretAccessKey },
    })
    const provider = another({ client })
    const known = await created(provider)
    await joined(provider, known)
    expect(await provider.end(known, calling())).toMatchObject({ outcome: 'ended' })
    const { header } = { header: simulator.requests[0]?.headers['amz-sdk-request'] }
    expect(header).toBe('attempt=1; max=3')
  })

  it('never repeats by itself, and resolves its middleware once per command unless there is a signal', async () => {
    const { simulator } = await setup()
    const { region, endpoint, accessKeyId, secretAccessKey } = simulator
    const { client, commands, destroy } = await loadAws(
      resolved({ region, endpoint, credentials: { accessKeyId, secretAccessKey } }),
    )
    const handlers = (): WeakMap<object, unknown> | undefined =>
      (client as { handlers?: WeakMap<object, unknown> }).handlers
    const command = commands.GetMeeting({ MeetingId: meetingId })
    await client.send(command).catch(() => undefined)
    expect(simulator.requests[0]?.headers['amz-sdk-request']).toBe('attempt=1; max=1')
    expect(handlers()?.has(command.constructor)).toBe(true)
    await client.send(command, { abortSignal: new AbortController().signal }).catch(() => undefined)
    expect(handlers()).toBeUndefined()
    simulator.throwNext('GetMeeting', 'ThrottlingException')
    await client.send(command).catch(() => undefined)
    expect(simulator.requests).toHaveLength(3)
    destroy()
  })

  it('is given the signal only by callers who have one of their own', async () => {
    const given: unknown[] = []
    const client: ChimeClient = {
      send: async (_command, ...options) => {
        given.push(options)
        return JSON.parse(answer) as object
      },
    }
    const provider = providerAt({ region: 'us-east-1', endpoint: '', ...keys }, { client })
    await provider.info(meeting, calling())
    const own = calling({ abortable: true })
    await provider.info(meeting, own)
    expect(given).toEqual([[], [{ abortSignal: own.signal }]])
  })

  it('is loaded once, on the first call, and again if that failed', async () => {
    let loads = 0
    const api = new ChimeApi(resolved({}), systemClock, async () => {
      loads += 1
      if (loads === 1) throw new Error('no')
      return {
        client: { send: async () => ({}) },
        commands: (await loadAws(resolved({ credentials: keys }))).commands,
        destroy: () => undefined,
      }
    })
    const get = (): Promise<unknown> => api.call('GetMeeting', { MeetingId: meetingId }, calling())
    expect((await failure(get())).code).toBe('unknown')
    await Promise.all([get(), get()])
    await get()
    expect(loads).toBe(2)
  })

  it('opens no more connections than it is allowed', async () => {
    let open = 0
    let most = 0
    const waiting: ServerResponse[] = []
    const { server, ...at } = await serve((_request, response) => {
      waiting.push(response)
    })
    server.on('connection', (socket: Socket) => {
      open += 1
      most = Math.max(most, open)
      socket.on('close', () => {
        open -= 1
      })
    })
    const provider = providerAt(at, { maxSockets: 2 })
    const reads = Promise.all([1, 2, 3, 4].map(() => provider.info(meeting, calling())))
    for (let answered = 0; answered < 4; answered += 1) {
      await until(() => waiting.length > 0)
      waiting.shift()?.end(answer)
    }
    await reads
    expect(most).toBe(2)
  })
})

describe('an answer of Chime', () => {
  it('that does not come ends with the request’s own time limit', async () => {
    const at = await serve(() => undefined)
    const provider = providerAt(at, { requestTimeoutMs: 100 })
    expect(await failure(created(provider))).toMatchObject({
      code: 'timeout',
      effect: 'unknown',
      retryable: true,
      vendorCode: 'ETIMEDOUT',
    })
  })

  it('that stalls in the middle ends with it, too', async () => {
    const at = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 })
      response.write('{"Meeting":')
    })
    const provider = providerAt(at, { requestTimeoutMs: 100 })
    expect(await failure(created(provider))).toMatchObject({ code: 'timeout', effect: 'unknown' })
  })

  it('is not read beyond a mebibyte', async () => {
    let sent = 0
    const at = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const chunk = Buffer.alloc(65_536, ' ')
      const more = (): void => {
        sent += chunk.length
        if (!response.destroyed) response.write(chunk, more)
      }
      more()
    })
    const provider = providerAt(at)
    const error = await failure(created(provider))
    expect(error).toMatchObject({ code: 'invalid-response', effect: 'unknown' })
    expect(error.message).toContain('longer than 1048576 bytes')
    expect(sent).toBeGreaterThan(1_048_576)
  })

  it('may come in pieces', async () => {
    const at = await serve((_request, response) => {
      response.write(answer.slice(0, 10))
      setImmediate(() => response.end(answer.slice(10)))
    })
    expect(await providerAt(at).info(meeting, calling())).toMatchObject({ status: 'open' })
  })
})

describe('a request to Chime', () => {
  it('goes out again at once where the server had given up the idle connection', async () => {
    const at = await serve((request, response, nth) => {
      if (nth === 2) request.socket.resetAndDestroy()
      else response.end(answer)
    })
    const provider = providerAt(at)
    await provider.info(meeting, calling())
    const { result } = await created(provider)
    expect(result.vendor['meetingId']).toBe(meetingId)
  })

  it('does not go out again where the connection was new', async () => {
    let requests = 0
    const at = await serve((request, _response, nth) => {
      requests = nth
      request.socket.resetAndDestroy()
    })
    expect(await failure(created(providerAt(at)))).toMatchObject({ code: 'unavailable', effect: 'unknown' })
    expect(requests).toBe(1)
  })

  it('is signed anew where the clock of this machine was wrong', async () => {
    const dates: unknown[] = []
    const hour = 3_600_000
    const at = await serve((request, response, nth) => {
      dates.push(request.headers['x-amz-date'])
      response.setHeader('date', new Date(Date.now() + hour).toUTCString())
      if (nth > 1) return response.end(answer)
      response.writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' })
      return response.end('{"message":"Signature expired"}')
    })
    const provider = providerAt(at)
    await created(provider)
    expect(dates).toHaveLength(2)
    expect(dates[0]).not.toBe(dates[1])
    await created(provider)
    expect(dates).toHaveLength(3)
  })

  it('is not signed anew where the keys are wrong', async () => {
    let requests = 0
    const at = await serve((_request, response, nth) => {
      requests = nth
      response.writeHead(403, { 'x-amzn-errortype': 'InvalidSignatureException' })
      response.end('{"message":"Signature does not match"}')
    })
    expect((await failure(created(providerAt(at)))).code).toBe('unauthenticated')
    expect(requests).toBe(1)
  })
})

describe('a request that is not answered on a connection that was used before', () => {
  it('is sent once, and says that it may have had an effect', async () => {
    const { simulator, provider } = await setup({ config: { requestTimeoutMs: 100 } })
    const meeting = await created(provider)
    await joined(provider, meeting, joining('first'))
    simulator.stage({ kind: 'hang', when: 'CreateAttendee' })
    const before = simulator.callsTo('CreateAttendee')
    const error = await failure(provider.join(meeting, joining('second'), calling()))
    expect(error).toMatchObject({ code: 'timeout', effect: 'unknown' })
    expect(simulator.callsTo('CreateAttendee') - before).toBe(1)
  })
})
