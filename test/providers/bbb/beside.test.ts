import { describe, expect, it } from 'vitest'
import { bbbCapabilities } from '../../../providers/bbb/capabilities.js'
import { bbbServers } from '../../../providers/bbb/servers.js'
import type { ProviderBreakoutRoom } from '../../../src/spec/provider.js'
import {
  callOptions,
  createRequest,
  failure,
  joinRequest,
  meeting,
  onSimulator,
  provider,
} from './support.js'

const options = callOptions()

/** The method that a capability promises. */
const methods = {
  listMeetings: 'listMeetings',
  'breakoutRooms.create': 'createBreakoutRoom',
  'breakoutRooms.list': 'listBreakoutRooms',
  addDocuments: 'addDocuments',
  sendMessage: 'sendMessage',
} as const

describe.each(bbbServers)('capabilities of %s', (server) => {
  it('agree with the methods that are there', () => {
    const bbb = provider({ url: 'https://bbb.example.com', server })
    const capabilities = bbbCapabilities(server)
    for (const [key, method] of Object.entries(methods)) {
      const { support } = capabilities[key as keyof typeof methods]
      expect([key, bbb[method] !== undefined]).toEqual([key, support !== 'unsupported'])
    }
    for (const [key, { support }] of Object.entries(capabilities)) {
      const [group, name = ''] = key.split('.')
      if (group !== 'recordings') continue
      expect([key, name in (bbb.recordings ?? {})]).toEqual([key, support !== 'unsupported'])
    }
  })

  it('are what the server keeps: create, join, info, list and end', async () => {
    const { bbb, simulator } = await onSimulator({ server })
    const { vendor } = await bbb.createMeeting(createRequest(), options)
    const joined = await bbb.join(meeting(vendor), joinRequest({ role: 'moderator' }), options)
    expect(joined.kind === 'url' && (await simulator.visit(joined.url))).toMatchObject({ entered: true })
    const listed = []
    for await (const found of bbb.listMeetings?.(options) ?? []) listed.push(found)
    expect(listed).toMatchObject([
      {
        key: 'class-42',
        status: 'open',
        vendor,
        participants: [{ id: 'p-1', name: 'Ada', role: 'moderator' }],
      },
    ])
    expect(await bbb.end(meeting(vendor), options)).toMatchObject({ outcome: 'ending' })
  })
})

describe('breakout rooms', () => {
  it.each(['bbb-2.4', 'bbb-3.0'] as const)(
    'are made once a number, listed and joined on %s',
    async (server) => {
      const { bbb, simulator } = await onSimulator({ server })
      const { vendor } = await bbb.createMeeting(createRequest({ name: 'Algebra' }), options)
      const parent = meeting(vendor)
      const two = await bbb.createBreakoutRoom?.(parent, { sequence: 2, durationMinutes: 10 }, options)
      const one = await bbb.createBreakoutRoom?.(parent, { sequence: 1, name: 'Group one' }, options)
      expect(two).toMatchObject({ sequence: 2, name: 'Algebra 2', disposition: 'created' })
      expect(await bbb.createBreakoutRoom?.(parent, { sequence: 2 }, options)).toMatchObject({
        vendor: two?.vendor,
        disposition: 'existing',
      })
      const rooms = await bbb.listBreakoutRooms?.(parent, options)
      expect(rooms).toEqual([
        { vendor: one?.vendor, sequence: 1, name: 'Group one' },
        { vendor: two?.vendor, sequence: 2, name: 'Algebra 2' },
      ])

      const room = meeting((rooms as ProviderBreakoutRoom[])[0]?.vendor, 'a-key-of-its-own')
      const joined = await bbb.join(room, joinRequest(), options)
      expect(joined.kind === 'url' && (await simulator.visit(joined.url))).toMatchObject({ entered: true })
      expect(await bbb.info(room, options)).toMatchObject({ name: 'Group one', participantCount: 1 })
      expect(await bbb.end(room, options)).toMatchObject({ outcome: 'ending' })
      expect(await bbb.listBreakoutRooms?.(parent, options)).toMatchObject([{ sequence: 2 }])
      const listed = []
      for await (const found of bbb.listMeetings?.(options) ?? []) listed.push(found.key)
      expect(listed).toEqual(['class-42'])
    },
  )

  it('need a meeting that lives', async () => {
    const { bbb } = await onSimulator()
    const making = bbb.createBreakoutRoom?.(meeting({ createTime: '1' }), { sequence: 1 }, options)
    expect(await failure(Promise.resolve(making))).toMatchObject({ code: 'not-found' })
  })
})

describe('documents and messages', () => {
  it('reach the session and no newer one', async () => {
    const { bbb, simulator } = await onSimulator()
    const { vendor } = await bbb.createMeeting(createRequest(), options)
    const documents = [
      { url: 'https://files.example/a.pdf', name: 'slides.pdf', current: true },
      { content: Uint8Array.of(1, 2), name: 'b.png', downloadable: true },
    ]
    await bbb.addDocuments?.(meeting(vendor), documents, options)
    expect(simulator.documents('class-42')).toMatchObject([
      { url: 'https://files.example/a.pdf', name: 'slides.pdf' },
      { name: 'b.png', downloadable: true },
    ])
    const joined = await bbb.join(meeting(vendor), joinRequest(), options)
    if (joined.kind === 'url') await simulator.visit(joined.url)
    await bbb.sendMessage?.(meeting(vendor), { text: 'hello', from: 'Bot' }, options)
    expect(simulator.messages('class-42')).toEqual([{ userName: 'Bot', message: 'hello' }])

    const older = meeting({ createTime: '1' })
    const late = [
      bbb.addDocuments?.(older, documents, options),
      bbb.sendMessage?.(older, { text: 'x' }, options),
    ]
    for (const call of late) expect(await failure(Promise.resolve(call))).toMatchObject({ code: 'not-found' })
    expect(simulator.documents('class-42')).toHaveLength(2)
  })

  it('are refused before anything is sent where the URL is not https', async () => {
    const { bbb, simulator } = await onSimulator()
    const adding = bbb.addDocuments?.(meeting(), [{ url: 'http://files.example/a.pdf' }], options)
    expect(await failure(Promise.resolve(adding))).toMatchObject({
      code: 'invalid-request',
      problems: [{ path: 'documents.0.url' }],
    })
    expect(simulator.requests).toHaveLength(0)
  })

  it('are not called repeatable where nobody knows what became of them', async () => {
    const { bbb, simulator } = await onSimulator()
    const { vendor } = await bbb.createMeeting(createRequest(), options)
    simulator.stage({ kind: 'cut', processed: true, when: 'insertDocument' })
    const adding = bbb.addDocuments?.(
      meeting(vendor),
      [{ content: Uint8Array.of(1), name: 'a.png' }],
      options,
    )
    expect(await failure(Promise.resolve(adding))).toMatchObject({ effect: 'unknown', retryable: false })
    expect(simulator.callsTo('insertDocument')).toBe(1)
  })
})
