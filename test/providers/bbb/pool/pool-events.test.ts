import { TestClock } from 'anymeet/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBbbInstance } from '../../../../providers/bbb/bbb-instance.js'
import { parseBbbInstanceConfig } from '../../../../providers/bbb/instance-config.js'
import { nodeTransport } from '../../../../src/http/node-transport.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { MeetingProvider, ProviderMeeting } from '../../../../src/spec/provider.js'
import { type BbbSimulator, startBbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import {
  called,
  hookCall,
  INTERNAL,
  jwt,
  meetingBlock,
  urls,
  userBlock,
  vendorEvent,
} from '../events/support.js'
import { callOptions, createRequest, failure } from '../support.js'

const names = ['alpha', 'beta', 'gamma'] as const
type Name = (typeof names)[number]

let servers: Record<Name, BbbSimulator>
const cleanups: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  const started = await Promise.all(names.map((name) => startBbbSimulator({ secret: `secret-of-${name}` })))
  cleanups.push(...started.map((server) => () => server.close()))
  const [alpha, beta, gamma] = started
  if (alpha === undefined || beta === undefined || gamma === undefined) throw new Error('no servers')
  servers = { alpha, beta, gamma }
})

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

function pool(events: Record<string, unknown> = {}): MeetingProvider {
  const list = names.map((name) => ({ name, url: servers[name].url, secret: servers[name].secret }))
  const parsed = parseBbbInstanceConfig({ type: 'bbb', servers: list, events })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const [clock, transport] = [new TestClock(), nodeTransport()]
  cleanups.push(() => transport.close())
  const context = { name: 'bbb-test', clock, transport, store: memoryStore(clock), events: urls }
  return createBbbInstance(parsed.value, context)
}

async function* open(...meetings: readonly ProviderMeeting[]): AsyncGenerator<ProviderMeeting> {
  yield* meetings
}

function meetingOn(server: string, id: string): ProviderMeeting {
  return { id, key: id, incarnation: 1, vendor: { server } }
}

describe('the events of several servers', () => {
  it('come on URLs that say of which server, with its secret and no other', async () => {
    const { events } = pool()
    const event = vendorEvent('user-joined', { meeting: meetingBlock, user: userBlock })
    for (const server of names)
      for (const signedBy of names) {
        const call = events?.receive(
          hookCall([event], { claims: { server }, secret: servers[signedBy].secret }),
          callOptions(),
        )
        if (signedBy === server)
          expect((await call)?.events).toMatchObject([
            {
              type: 'participant.joined',
              meeting: { key: 'class-42', vendor: { internalId: INTERNAL, server } },
            },
          ])
        else expect(await failure(call ?? Promise.resolve())).toMatchObject({ code: 'forbidden' })
      }
  })

  it('name recordings as the pool knows them', async () => {
    const { events } = pool({ recordingReady: true })
    const body = String(
      new URLSearchParams({
        signed_parameters: jwt({ meeting_id: 'class-42', record_id: INTERNAL }, { secret: 'secret-of-beta' }),
      }),
    )
    const call = called(urls.url({ way: 'recording', server: 'beta' }), { body })
    const received = await events?.receive(call, callOptions())
    expect(received?.events).toMatchObject([{ type: 'recording.ready', recordingId: `beta~${INTERNAL}` }])
  })

  it('are refused on a URL of a server that is not configured, or of none', async () => {
    const { events } = pool()
    for (const claims of [{ server: 'delta' }, {}]) {
      const call = events?.receive(hookCall([], { claims, secret: 'secret-of-alpha' }), callOptions())
      expect(await failure(call ?? Promise.resolve())).toMatchObject({ code: 'forbidden' })
    }
  })

  it('are of one session exactly for one internal id, and tell who wrote', async () => {
    const { events } = pool()
    expect(events?.sessionOf({ internalId: 'a-1', server: 'alpha' })).toBe('a-1')
    const participant = { id: 'ann', connectionId: 'w_abc' }
    const common = { id: 'x', at: new Date(), vendorType: 'x', providerData: {}, participant }
    const meeting = meetingOn('beta', 'one')
    await events?.observe?.(meeting, { ...common, type: 'participant.joined' }, callOptions())
    const message = {
      ...common,
      type: 'chat.message',
      text: 'Hello',
      participant: { ...participant, id: 'w_abc' },
    } as const
    expect(await events?.observe?.(meeting, message, callOptions())).toEqual({ ...message, participant })
  })

  it('of a meeting go to URLs that name its server', async () => {
    const instance = pool({ recordingReady: true })
    await instance.createMeeting(createRequest({ server: 'beta' }), callOptions())
    const url = servers.beta.meetings()[0]?.params['meta_bbb-recording-ready-url'] ?? ''
    expect(urls.read(url)).toMatchObject({ server: 'beta', meeting: { key: 'class-42', incarnation: 1 } })
    const info = await instance.info(meetingOn('beta', 'class-42'), callOptions())
    expect(info.metadata).toEqual({})
  })
})

describe('the hooks of several servers', () => {
  const hookOf = (server: Name): string => urls.url({ way: 'hook', server })
  const urlsAt = (server: Name): string[] => servers[server].hooks().map(({ callbackURL }) => callbackURL)

  it('are registered on each, found again, and taken back', async () => {
    const { events } = pool()
    const registered = await events?.register?.(() => open(), callOptions())
    expect(registered?.state).toBe('registered')
    expect(registered?.detail).toMatch(/^alpha: .* · beta: .* · gamma: /)
    for (const name of names) expect(urlsAt(name)).toEqual([hookOf(name)])
    expect(await events?.register?.(() => open(), callOptions())).toMatchObject({ state: 'found' })
    servers.beta.reset()
    expect(await events?.register?.(() => open(), callOptions())).toMatchObject({ state: 'registered' })
    await events?.unregister?.(callOptions())
    for (const name of names) expect(urlsAt(name)).toEqual([])
  })

  it('are registered where they can be, and the error names who failed', async () => {
    const { events } = pool()
    servers.beta.rotateSecret('another')
    const error = await failure(events?.register?.(() => open(), callOptions()) ?? Promise.resolve())
    expect(error.code).toBe('unauthenticated')
    expect(error.message).toMatch(/^beta: [^·]*$/)
    expect([urlsAt('alpha'), urlsAt('beta'), urlsAt('gamma')]).toEqual([
      [hookOf('alpha')],
      [],
      [hookOf('gamma')],
    ])
    const gone = await failure(events?.unregister?.(callOptions()) ?? Promise.resolve())
    expect(gone.message).toMatch(/^beta: /)
    expect([urlsAt('alpha'), urlsAt('gamma')]).toEqual([[], []])
  })

  it('for each meeting are registered where the meeting is, and the open ones are read once', async () => {
    const { events } = pool({ hook: 'meeting' })
    let reads = 0
    const meetings = (): AsyncIterable<ProviderMeeting> => {
      reads += 1
      return open(meetingOn('alpha', 'one'), meetingOn('gamma', 'two'), meetingOn('gamma', 'three'))
    }
    expect(await events?.register?.(meetings, callOptions())).toMatchObject({ state: 'registered' })
    expect(reads).toBe(1)
    const meetingHook = (server: Name, id: string): string =>
      urls.url({ way: 'hook', server, meeting: { key: id, incarnation: 1 } })
    expect(urlsAt('alpha')).toEqual([meetingHook('alpha', 'one')])
    expect(urlsAt('beta')).toEqual([])
    expect(urlsAt('gamma')).toEqual([meetingHook('gamma', 'two'), meetingHook('gamma', 'three')])
  })

  it('are nowhere where they are off', async () => {
    const { events } = pool({ hook: 'off' })
    expect(await events?.register?.(() => open(), callOptions())).toMatchObject({ state: 'not-needed' })
    expect(names.flatMap((name) => servers[name].requests)).toEqual([])
  })
})
