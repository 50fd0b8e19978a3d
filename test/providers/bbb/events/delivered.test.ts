import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { CallbackSigner } from '../../../../src/callbacks/callback-signer.js'
import { instanceUrls } from '../../../../src/callbacks/instance-urls.js'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { ProviderEvent } from '../../../../src/spec/provider-events.js'
import type { BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, createRequest, joinRequest, meeting, onSimulator } from '../support.js'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

interface Received {
  readonly events: readonly ProviderEvent[]
  readonly errors: readonly MeetingError[]
}

/** What the adapter makes of all that a simulated server sends in the course of a meeting with one person. */
async function afterMeeting(
  options: BbbSimulatorOptions,
  settings: Record<string, unknown>,
): Promise<Received> {
  const events: ProviderEvent[] = []
  const errors: MeetingError[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.from(await text(request))
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://127.0.0.1')
    const path = signer.pathOf(pathname)
    const read = path && signer.read(path)
    const headers = new Headers({ authorization: request.headers.authorization ?? '' })
    const method = request.method === 'GET' ? 'GET' : 'POST'
    try {
      if (read === undefined) throw new Error(pathname)
      const received = await bbb.events?.receive({ ...read, method, query, headers, body }, callOptions())
      events.push(...(received?.events ?? []))
      response.writeHead(200).end()
    } catch (error) {
      if (MeetingError.is(error)) errors.push(error)
      response.writeHead(403).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  cleanups.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const signer = new CallbackSigner({
    url: `http://127.0.0.1:${port}/events`,
    secrets: ['a-secret-for-urls'],
  })
  const clock = new TestClock()
  const { simulator, bbb } = await onSimulator(
    { clock, ...options },
    { events: { analytics: true, ...settings } },
    { events: instanceUrls(signer, 'bbb-test') },
  )
  await bbb.events?.register?.(async function* () {}, callOptions())
  const { vendor } = await bbb.createMeeting(createRequest({ record: 'on-demand' }), callOptions())
  const link = await bbb.join(meeting(vendor), joinRequest(), callOptions())
  if (link.kind === 'url') await simulator.visit(link.url)
  simulator.startRecording('class-42')
  await clock.settle(bbb.end(meeting(vendor), callOptions()))
  const has = (type: string): boolean => events.some((event) => event.type === type)
  const isOver = (): boolean => (has('meeting.ended') && has('recording.ready')) || errors.length > 5
  for (let seconds = 0; seconds < 1_000 && !isOver(); seconds += 1) await clock.settle(clock.advance(1_000))
  return { events, errors }
}

function typesOf({ events }: Received): string[] {
  return [...new Set(events.map(({ type }) => type))].sort()
}

describe('what a server sends', () => {
  it.each([
    [{ server: 'bbb-3.0' }, {}],
    [{ server: 'bbb-3.0', hookDigest: 'sha512' }, {}],
    [{ server: 'bbb-3.0', hookSignature: 'constant' }, { signatures: ['constant'] }],
    [{ server: 'bbb-3.0', hookSignature: 'bearer' }, { signatures: ['bearer'] }],
    [{ server: 'bbb-3.0' }, { hook: 'meeting' }],
    [{ server: 'bbb-2.4' }, {}],
  ] as const)('is understood from %j with %j', async (options, settings) => {
    const received = await afterMeeting(options, settings)
    expect(received.errors).toEqual([])
    const types = typesOf(received)
    for (const type of ['participant.joined', 'meeting.ended', 'recording.ready'])
      expect(types).toContain(type)
    expect(received.events.find(({ type }) => type === 'participant.joined')).toMatchObject({
      meeting: { key: 'class-42' },
      participant: { id: 'p-1' },
    })
    const leaks = /-pass"|session-token|ip-address|user-agent|events\/(?:ended|recording|analytics)/
    expect(leaks.exec(JSON.stringify(received.events))).toBeNull()
  })

  it('comes by callbacks alone through a load balancer', async () => {
    const received = await afterMeeting({ server: 'scalelite' }, {})
    expect(received.errors).toEqual([])
    expect(typesOf(received).filter((type) => type !== 'other')).toEqual(['meeting.ended', 'recording.ready'])
  })

  it.each([
    [{ server: 'bbb-3.0', hookSignature: 'constant' }, {}],
    [{ server: 'bbb-3.0', hookSignature: 'bearer' }, {}],
    [{ server: 'bbb-3.0', hookSignature: 'object' }, {}],
    [{ server: 'bbb-2.4' }, { signatures: ['body'] }],
  ] as const)('is refused from %j with %j where it is the hook', async (options, settings) => {
    const { events, errors } = await afterMeeting(options, settings)
    expect(errors.length).toBeGreaterThan(5)
    for (const { code } of errors) expect(code).toBe('forbidden')
    expect(events.some(({ type }) => type === 'participant.joined')).toBe(false)
  })
})
