import { describe, expect, it } from 'vitest'
import type { EventDelivery, ProviderEvent } from '../../../../src/spec/provider-events.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, createRequest, failure, onSimulator, provider } from '../support.js'
import { called, type DeliveryInput, INTERNAL, jwt, SECRET, TS, urls } from './support.js'

const on = { endCallback: true, recordingReady: true, analytics: true }
const names = {
  ended: 'endcallbackurl',
  recording: 'bbb-recording-ready-url',
  analytics: 'analytics-callback-url',
} as const

/** The URLs that a meeting is made with, by their ways. */
async function urlsOf(
  request: Parameters<typeof createRequest>[0] = {},
  config: Record<string, unknown> = {},
): Promise<Record<keyof typeof names, string>> {
  const { simulator, bbb } = await onSimulator(
    {},
    { events: on, passwordSeed: 'seed', ...config },
    { events: urls },
  )
  await bbb.createMeeting(createRequest(request), callOptions())
  const params = new Map(
    Object.entries(simulator.meetings()[0]?.params ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const url = (name: string): string => params.get(`meta_${name}`) ?? ''
  return { ended: url(names.ended), recording: url(names.recording), analytics: url(names.analytics) }
}

const clock = new TestClock(TS)

async function receive(
  delivery: EventDelivery,
  config: Record<string, unknown> = {},
): Promise<ProviderEvent> {
  const bbb = provider(
    { url: 'https://bbb.example.com', secret: ['new', SECRET], passwordSeed: 'seed', events: on, ...config },
    clock,
    { events: urls },
  )
  const received = await bbb.events?.receive(delivery, callOptions())
  const [event, ...more] = received?.events ?? []
  // The end callback says its marks once more, see below.
  if (event === undefined || more.some(({ type }) => type !== 'other'))
    throw new Error(`${more.length} more events`)
  return event
}

async function refusal(...args: Parameters<typeof receive>): Promise<string> {
  return (await failure(receive(...args))).code
}

describe('the end callback', () => {
  const get = { method: 'GET' } as const

  it.each([
    ['true', { recorded: true }],
    ['false', { recorded: false }],
    ['maybe', {}],
  ])('says that the meeting is over, with recordingmarks %s', async (marks, said) => {
    const { ended } = await urlsOf()
    expect(await receive(called(`${ended}?recordingmarks=${marks}&meetingID=class-42`, get))).toEqual({
      type: 'meeting.ended',
      id: expect.stringMatching(/^[\w-]{27}$/),
      at: new Date(TS),
      vendorType: 'end-callback',
      meeting: { key: 'class-42', vendor: {} },
      ...said,
      providerData: { meetingID: 'class-42', recordingmarks: marks },
    })
  })

  it('may leave out whether there is something recorded', async () => {
    const { ended } = await urlsOf()
    const event = await receive(called(`${ended}?meetingID=class-42`, get))
    expect(event).not.toHaveProperty('recorded')
    expect(event.providerData).toEqual({ meetingID: 'class-42' })
  })

  it('is of the session that its URL was made for, the same each time', async () => {
    const first = await urlsOf({ incarnation: 1 })
    const second = await urlsOf({ incarnation: 2 })
    expect(await urlsOf({ incarnation: 1 })).toEqual(first)
    const idOf = async (url: string): Promise<string> =>
      (await receive(called(`${url}?recordingmarks=true&meetingID=class-42`, get))).id
    expect(await idOf(first.ended)).toBe(await idOf(first.ended))
    expect(await idOf(second.ended)).not.toBe(await idOf(first.ended))
  })

  it('knows ids that the server would misread, and tenants', async () => {
    const hex = await urlsOf({ id: 'cafe', key: 'cafe' })
    expect(await receive(called(`${hex.ended}?meetingID=id.cafe`, get))).toMatchObject({
      meeting: { key: 'cafe' },
    })
    const key = '0123456789abcdef.class-42'
    const ofTenant = await urlsOf({ key, tenant: 'acme' })
    expect(await receive(called(`${ofTenant.ended}?meetingID=${key}`, get))).toMatchObject({
      meeting: { key },
    })
  })

  it("is refused about any other meeting, another tenant's of the same id included", async () => {
    const { ended } = await urlsOf({ key: '0123456789abcdef.class-42', tenant: 'acme' })
    const good = 'meetingID=0123456789abcdef.class-42'
    for (const query of [
      '',
      'meetingID=',
      'meetingID=class-42',
      'meetingID=class-43',
      'meetingID=fedcba9876543210.class-42',
      'meetingID=0123456789abcdef.class-43',
      `${good}&meetingID=fedcba9876543210.class-42`,
      `${good}&${good}`,
    ])
      expect(await refusal(called(`${ended}?${query}`, get)), query).toBe('forbidden')
    expect(await receive(called(`${ended}?${good}`, get))).toMatchObject({ type: 'meeting.ended' })
  })

  it('tells its marks for themselves, too, because the webhook may have told the end before', async () => {
    const { ended } = await urlsOf()
    const bbb = provider(
      { url: 'https://bbb.example.com', secret: SECRET, passwordSeed: 'seed', events: on },
      clock,
      { events: urls },
    )
    const delivery = called(`${ended}?recordingmarks=true&meetingID=class-42`, get)
    const { events = [] } = (await bbb.events?.receive(delivery, callOptions())) ?? {}
    expect(events.map(({ type }) => type)).toEqual(['meeting.ended', 'other'])
    expect(events[1]).toMatchObject({
      vendorType: 'end-callback',
      meeting: { key: 'class-42' },
      providerData: { recordingmarks: 'true' },
    })
    expect(events[1]?.id).not.toBe(events[0]?.id)
  })

  it('is refused with a URL that was made for no meeting', async () => {
    const call = called(`${urls.url({ way: 'ended' })}?meetingID=class-42`, get)
    expect(await refusal(call)).toBe('forbidden')
  })

  it('is not taken while it is switched off', async () => {
    const { ended } = await urlsOf()
    const call = called(`${ended}?meetingID=class-42`, get)
    expect(await refusal(call, { events: { ...on, endCallback: false } })).toBe('unsupported')
  })
})

describe('the recording-ready callback', () => {
  const url = urls.url({ way: 'recording', meeting: { key: 'class-42', incarnation: 1 } })
  const said = { meeting_id: 'class-42', record_id: INTERNAL }
  const call = (token: string, more: DeliveryInput = {}): EventDelivery =>
    called(url, { body: String(new URLSearchParams({ signed_parameters: token })), ...more })

  it.each(['HS256', 'HS512'])('is signed by %s', async (alg) => {
    expect(await receive(call(jwt(said, { alg })))).toEqual({
      type: 'recording.ready',
      id: expect.stringMatching(/^[\w-]{27}$/),
      at: new Date(TS),
      vendorType: 'recording-ready',
      meeting: { key: 'class-42', vendor: { internalId: INTERNAL, createTime: '1699999990000' } },
      recordingId: INTERNAL,
      providerData: said,
    })
  })

  it('is accepted with each of the secrets', async () => {
    expect(await receive(call(jwt(said, { secret: 'new' })))).toMatchObject({ recordingId: INTERNAL })
  })

  it.each([
    ['another secret', jwt(said, { secret: 'another' })],
    ['no algorithm', `${jwt(said, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['a signature beside no algorithm', jwt(said, { alg: 'none', by: 'HS256' })],
    ['HS384', jwt(said, { alg: 'HS384' })],
    ['RS256', jwt(said, { alg: 'RS256', by: 'HS256' })],
    ['another algorithm than it says', jwt(said, { alg: 'HS512', by: 'HS256' })],
    ['a time that is over', jwt({ ...said, exp: TS / 1_000 - 1 })],
    ['claims that are no object', jwt([said])],
    ['a part too few', jwt(said).split('.').slice(0, 2).join('.')],
    ['a part too many', `${jwt(said)}.e30`],
    ['the last letter gone', jwt(said).slice(0, -1)],
    ['other claims', jwt(said).replace(/\.[^.]+\./, `.${jwt({ ...said, record_id: 'x' }).split('.')[1]}.`)],
    ['nothing', ''],
  ])('is refused with %s', async (_what, token) => {
    expect(await refusal(call(token))).toBe('forbidden')
  })

  it('is refused in another form', async () => {
    const token = jwt(said)
    for (const body of [
      '',
      token,
      `signed_parameters=${token}&signed_parameters=${token}`,
      `signed=${token}`,
    ])
      expect(await refusal(call(token, { body })), body).toBe('forbidden')
  })

  it('may say until when it is good', async () => {
    expect(await receive(call(jwt({ ...said, exp: TS / 1_000 + 60 })))).toMatchObject({
      recordingId: INTERNAL,
    })
  })

  it('has to name a recording, and may name no meeting', async () => {
    expect(await refusal(call(jwt({ meeting_id: 'class-42' })))).toBe('invalid-request')
    expect(await receive(call(jwt({ record_id: INTERNAL })))).toMatchObject({ meeting: { key: 'class-42' } })
    expect(await receive(call(jwt({ record_id: 'imported' })))).not.toHaveProperty('meeting')
  })

  it('of a breakout room, which has the URL of its parent, is of no meeting of ours', async () => {
    const room = {
      meeting_id: `${'0'.repeat(40)}-1700000000000`,
      record_id: `${'1'.repeat(40)}-1700000000001`,
    }
    const event = await receive(call(jwt(room)))
    expect(event).toMatchObject({ type: 'recording.ready', recordingId: room.record_id })
    expect(event).not.toHaveProperty('meeting')
  })

  it('is one event for a recording, whatever its formats', async () => {
    const [first, second, other] = await Promise.all(
      [said, { ...said, type: 'video' }, { ...said, record_id: `${INTERNAL}0` }].map((claims) =>
        receive(call(jwt(claims))),
      ),
    )
    expect(second?.id).toBe(first?.id)
    expect(other?.id).not.toBe(first?.id)
  })

  it('is not taken while it is switched off', async () => {
    expect(await refusal(call(jwt(said)), { events: { recordingReady: false } })).toBe('unsupported')
  })
})

describe('the analytics callback', () => {
  const url = urls.url({ way: 'analytics', meeting: { key: 'class-42', incarnation: 1 } })
  const statistics = {
    version: '1.0',
    meeting_id: 'class-42',
    internal_meeting_id: INTERNAL,
    data: { attendees: [{ name: 'Ann', ext_user_id: 'ann' }], metadata: { analytics_callback_url: url } },
  }
  const exp = TS / 1_000 + 86_400
  const call = (token: string, body = JSON.stringify(statistics)): EventDelivery =>
    called(url, { body, headers: { authorization: `Bearer ${token}` } })

  it.each(['HS512', 'HS256'])('is an event of type other, signed by %s', async (alg) => {
    expect(await receive(call(jwt({ exp }, { alg })))).toEqual({
      type: 'other',
      id: expect.stringMatching(/^[\w-]{27}$/),
      at: new Date(TS),
      vendorType: 'analytics-callback',
      meeting: { key: 'class-42', vendor: { internalId: INTERNAL, createTime: '1699999990000' } },
      providerData: {
        ...statistics,
        data: { attendees: [{ name: 'Ann', ext_user_id: 'ann' }], metadata: {} },
      },
    })
  })

  it.each([
    ['another secret', jwt({ exp }, { secret: 'another' })],
    ['a time that is over', jwt({ exp: TS / 1_000 - 1 }, { alg: 'HS512' })],
    ['no algorithm', `${jwt({ exp }, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['no time at which it is over, as that of a recording', jwt({})],
    ['RS256', jwt({ exp }, { alg: 'RS256', by: 'HS512' })],
    ['the secret itself', SECRET],
    ['nothing', ''],
  ])('is refused with %s', async (_what, token) => {
    expect(await refusal(call(token))).toBe('forbidden')
  })

  it('cannot be read where it is no JSON object', async () => {
    for (const body of ['', '[]', '7', '{'])
      expect(await refusal(call(jwt({ exp }), body)), body).toBe('invalid-request')
  })

  it('may say very little', async () => {
    expect(await receive(call(jwt({ exp }), '{}'))).toMatchObject({ type: 'other', providerData: {} })
  })

  it('is not taken unless it is switched on', async () => {
    expect(await refusal(call(jwt({ exp })), { events: {} })).toBe('unsupported')
  })
})
