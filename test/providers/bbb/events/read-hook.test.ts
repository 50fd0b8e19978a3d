import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, failure, provider } from '../support.js'
import { about, base, byUser, chat, one, rap, receive } from './hook-support.js'
import {
  delivery,
  digest,
  hookBody,
  hookCall,
  INTERNAL,
  meetingBlock,
  SECRET,
  signer,
  TS,
  urls,
  userBlock,
  vendorEvent,
} from './support.js'

describe('an event of the hook', () => {
  it('comes in lists of one or several, and alone', async () => {
    const list = [vendorEvent('user-joined', byUser()), vendorEvent('user-left', byUser())]
    expect((await receive(list)).map(({ type }) => type)).toEqual(['participant.joined', 'participant.left'])
    expect(await receive([])).toEqual([])
    expect((await one(list[0])).type).toBe('participant.joined')
  })

  it.each([
    [1_700_000_123, 1_700_000_123_000],
    [1_700_000_123.5, 1_700_000_123_500],
    [1_700_000_123_456, 1_700_000_123_456],
    ['1700000123456', 1_700_000_123_456],
    ['1700000123', 1_700_000_123_000],
    // When it was sent, where it does not say when it happened.
    [null, TS],
    ['', TS],
    ['soon', TS],
    [0, TS],
    [-5, TS],
    [1e300, TS],
    [{}, TS],
  ])('of the time %j happened at %d', async (ts, at) => {
    const event = await one([vendorEvent('meeting-ended', about, ts)])
    expect(event.at).toEqual(new Date(at))
  })

  it('happened when it was sent, where it says nothing of time', async () => {
    expect((await one([{ data: { id: 'meeting-ended', attributes: about } }])).at).toEqual(new Date(TS))
  })

  it('has one id, whichever hook delivers it, how often and when', async () => {
    const event = vendorEvent('user-audio-muted', byUser({ muted: true }))
    const [first, again, meetings] = [
      await one([event]),
      await one([structuredClone(event)]),
      await one([event], { claims: { meeting: { key: 'class-42', incarnation: 3 } } }),
    ]
    expect(again.id).toBe(first.id)
    expect(meetings.id).toBe(first.id)
  })

  it('has another id than every other', async () => {
    const events = [
      vendorEvent('user-joined', byUser()),
      vendorEvent('user-left', byUser()),
      vendorEvent('user-left', byUser(), TS + 8),
      vendorEvent('user-left', byUser({ 'internal-user-id': 'w_def' })),
      vendorEvent('user-left', { meeting: { ...meetingBlock, 'internal-meeting-id': 'x' }, user: userBlock }),
      vendorEvent('rap-publish-ended', rap({ success: true, workflow: 'video' })),
      vendorEvent('rap-publish-ended', rap({ success: true, workflow: 'notes' })),
      vendorEvent('rap-publish-ended', rap({ success: true, workflow: 'notes', 'record-id': 'other' })),
      vendorEvent('chat-group-message-sent', chat({ id: '1' })),
      vendorEvent('chat-group-message-sent', chat({ id: '2' })),
      vendorEvent('chat-group-message-sent', chat({ id: undefined, message: 'one' })),
      vendorEvent('chat-group-message-sent', chat({ id: undefined, message: 'two' })),
      vendorEvent('poll-responded', { ...byUser(), poll: 1 }),
      vendorEvent('poll-responded', { ...byUser(), poll: 2 }),
    ]
    const ids = (await receive(events)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(events.length)
  })

  it('that is a raw message of the core is of type other', async () => {
    const raw = {
      envelope: { name: 'UserLockedInMeetingEvtMsg', routing: { meetingId: INTERNAL }, timestamp: TS + 5 },
      core: {
        header: { name: 'UserLockedInMeetingEvtMsg', meetingId: INTERNAL },
        body: { authToken: 'hush' },
      },
    }
    expect(await one([raw])).toMatchObject({
      type: 'other',
      vendorType: 'UserLockedInMeetingEvtMsg',
      at: new Date(TS + 5),
      meeting: { key: '', vendor: { internalId: INTERNAL, createTime: '1699999990000' } },
      providerData: { core: { header: { meetingId: INTERNAL }, body: {} } },
    })
  })

  it.each([
    ['no form', 'hello'],
    ['no event', 'domain=a&timestamp=1'],
    ['two events', 'domain=a&timestamp=1&event=[]&event=[]'],
    ['a time that is none', 'domain=a&timestamp=x&event=[]'],
    ['broken JSON', 'domain=a&timestamp=1&event=[{]'],
    ['a number', 'domain=a&timestamp=1&event=7'],
    ['a list of numbers', 'domain=a&timestamp=1&event=[7]'],
    ['a list of lists', 'domain=a&timestamp=1&event=[[]]'],
    ['null', 'domain=a&timestamp=1&event=null'],
    ['nothing', ''],
  ])('cannot be read in %s', async (_what, body) => {
    const bbb = provider(base, new TestClock())
    const unsigned = delivery({ body })
    const query = `checksum=${digest('sha1', unsigned.url, body, SECRET)}`
    const call = bbb.events?.receive(delivery({ body, query }), callOptions())
    expect(await failure(call ?? Promise.resolve())).toMatchObject({ code: 'invalid-request' })
  })

  it('is refused before anything is read of it, unless it is genuine', async () => {
    const bbb = provider(base, new TestClock())
    for (const input of [
      { body: 'no form' },
      { body: hookBody([]), query: 'checksum=a4723edb7d600f1633a4d724437bf5076e0989cd' },
    ]) {
      const error = await failure(bbb.events?.receive(delivery(input), callOptions()) ?? Promise.resolve())
      expect(error).toMatchObject({ code: 'forbidden', effect: 'none' })
      expect(JSON.stringify(error)).not.toContain(SECRET)
    }
  })

  it('is not taken while the hook is switched off', async () => {
    const bbb = provider({ ...base, events: { hook: 'off' } }, new TestClock())
    const error = await failure(bbb.events?.receive(hookCall([]), callOptions()) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'unsupported' })
  })

  it('is refused on a way that there is none of', async () => {
    const bbb = provider(base, new TestClock())
    const call = bbb.events?.receive(hookCall([], { claims: { way: 'sns' } }), callOptions())
    expect(await failure(call ?? Promise.resolve())).toMatchObject({ code: 'forbidden' })
  })

  it('is not taken once the provider is closed', async () => {
    const bbb = provider(base, new TestClock())
    await bbb.close()
    const error = await failure(bbb.events?.receive(hookCall([]), callOptions()) ?? Promise.resolve())
    expect(error).toMatchObject({ code: 'not-configured' })
  })
})

describe('who wrote into the chat', () => {
  it('is the one who came in under an id of yours', async () => {
    const kept = new Map<string, string>()
    const store = {
      get: async (key: string) => kept.get(key),
      set: async (key: string, value: string) => void kept.set(key, value),
      swap: async () => false,
      delete: async () => undefined,
      async *keys() {},
    }
    const { events } = provider(base, new TestClock(), { store })
    const meeting = { id: 'class-42', key: 'class-42', incarnation: 1, vendor: {} }
    const message = await one([vendorEvent('chat-group-message-sent', chat())])
    expect(await events?.observe?.(meeting, message, callOptions())).toBe(message)
    const joined = await one([vendorEvent('user-joined', byUser())])
    expect(await events?.observe?.(meeting, joined, callOptions())).toBe(joined)
    expect(await events?.observe?.(meeting, message, callOptions())).toEqual({
      ...message,
      participant: { id: 'ann', connectionId: 'w_abc', name: 'Ann' },
    })
    store.get = () => Promise.reject(new Error('down'))
    expect(await events?.observe?.(meeting, message, callOptions())).toBe(message)
  })
})

it('reads a callback URL in its own tests as the event handler does', () => {
  expect(signer.readUrl(urls.url({ way: 'hook' }))).toEqual({ provider: 'bbb-test', way: 'hook' })
})
