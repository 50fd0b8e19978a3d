import { describe, expect, it } from 'vitest'
import { instanceUrls } from '../../../../src/callbacks/instance-urls.js'
import type { MeetingProvider } from '../../../../src/spec/provider.js'
import type { BbbSimulator, BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { callOptions, createRequest, failure, meeting, onSimulator } from '../support.js'
import { signer, urls } from './support.js'

const session = { key: 'class-42', incarnation: 3 }

interface Made {
  readonly simulator: BbbSimulator
  readonly bbb: MeetingProvider
  readonly params: Readonly<Record<string, string>>
}

async function made(
  request: Parameters<typeof createRequest>[0] = {},
  events: Record<string, unknown> | undefined = {},
  options: BbbSimulatorOptions = {},
): Promise<Made> {
  const { simulator, bbb } = await onSimulator(options, { events }, { events: urls })
  await bbb.createMeeting(createRequest({ incarnation: 3, ...request }), callOptions())
  return { simulator, bbb, params: simulator.meetings()[0]?.params ?? {} }
}

function callbacksOf(params: Readonly<Record<string, string>>): string[] {
  return Object.keys(params).filter((name) => /^meta_|keepevents/i.test(name))
}

describe('a meeting is made', () => {
  it('with the URLs at which its server calls back', async () => {
    expect(callbacksOf((await made()).params)).toEqual(['meta_endCallbackUrl'])
    const { params } = await made({}, { recordingReady: true })
    expect(callbacksOf(params)).toEqual(['meta_endCallbackUrl', 'meta_bbb-recording-ready-url'])
    const ended = params['meta_endCallbackUrl'] ?? ''
    expect(ended).toBe(urls.url({ way: 'ended', meeting: session }))
    expect(params['meta_bbb-recording-ready-url']).toBe(urls.url({ way: 'recording', meeting: session }))
  })

  it('with the one for statistics, and what they need, where they are asked for', async () => {
    const { params } = await made({}, { analytics: true })
    expect(params['meta_analytics-callback-url']).toBe(urls.url({ way: 'analytics', meeting: session }))
    expect(params['meetingKeepEvents']).toBe('true')
    const own = await made({ providerOptions: { bbb: { meetingKeepEvents: false } } }, { analytics: true })
    expect(own.params['meetingKeepEvents']).toBe('false')
    const old = await made({}, { analytics: true }, { server: 'bbb-2.2' })
    expect(old.params).toMatchObject({ keepEvents: 'true' })
    expect(old.params).not.toHaveProperty('meetingKeepEvents')
  })

  it('without those that are switched off', async () => {
    const { params } = await made({}, { endCallback: false, recordingReady: false })
    expect(callbacksOf(params)).toEqual([])
  })

  it('without any where the configuration has no events', async () => {
    const { simulator, bbb } = await onSimulator({}, { events: { analytics: true, hook: 'meeting' } })
    const result = await bbb.createMeeting(createRequest(), callOptions())
    expect(callbacksOf(simulator.meetings()[0]?.params ?? {})).toEqual([])
    expect(simulator.hooks()).toEqual([])
    expect(result.warnings).toEqual([])
    expect(simulator.requests).toHaveLength(1)
  })

  it("with the caller's own where there are such, however they are spelled", async () => {
    const bbb = {
      meta_endCallbackUrl: 'https://mine.example/ended',
      'meta_analytics-callback-url': 'https://mine.example/statistics',
    }
    const own = await made({ providerOptions: { bbb } }, { analytics: true })
    expect(own.params).toMatchObject(bbb)
    expect(own.params).not.toHaveProperty('meetingKeepEvents')
    const labels = {
      endcallbackurl: 'https://mine.example/ended',
      'bbb-recording-ready-url': 'https://mine.example/ready',
    }
    const both = { recordingReady: true }
    expect(callbacksOf((await made({ metadata: labels }, both)).params)).toEqual([
      'meta_endcallbackurl',
      'meta_bbb-recording-ready-url',
    ])
    for (const alias of ['bn-recording-ready-url', 'canvas-recording-ready-url']) {
      const { params } = await made({ metadata: { [alias]: 'https://mine.example/ready' } }, both)
      expect(callbacksOf(params)).toEqual([`meta_${alias}`, 'meta_endCallbackUrl'])
    }
    const extra = { extra: { meta_ENDCALLBACKURL: 'https://mine.example/ended' } }
    expect((await made({ providerOptions: { bbb: extra } })).params).not.toHaveProperty('meta_endCallbackUrl')
  })

  it('without any where it is a breakout room', async () => {
    const { simulator, bbb } = await made()
    const room = { isBreakout: true, parentMeetingID: 'class-42', sequence: 1 }
    await bbb.createMeeting(
      createRequest({ id: 'room', key: 'room', providerOptions: { bbb: room } }),
      callOptions(),
    )
    const params =
      simulator.meetings().find(({ params: sent }) => sent['isBreakout'] === 'true')?.params ?? {}
    expect(callbacksOf(params)).toEqual([])
  })

  it('once, whatever the server says of the second time', async () => {
    const { bbb, simulator } = await made()
    const again = await bbb.createMeeting(createRequest({ incarnation: 4 }), callOptions())
    expect(again).toMatchObject({ disposition: 'existing', warnings: [] })
    expect(simulator.created).toBe(1)
  })

  it('only if everything fits into a URL, and what is too long is named', async () => {
    const long = 'x'.repeat(3_900)
    const { bbb } = await onSimulator({}, {}, { events: urls })
    const request = createRequest({ metadata: { one: long, two: long } })
    expect(await failure(bbb.createMeeting(request, callOptions()))).toMatchObject({
      code: 'invalid-request',
      problems: [{ path: 'metadata.one' }],
    })
    const far = {
      ...urls,
      url: (claims: Parameters<typeof urls.url>[0]) => `${urls.url(claims)}/${'y'.repeat(8_000)}`,
    }
    const other = await onSimulator({}, {}, { events: far })
    expect(await failure(other.bbb.createMeeting(createRequest(), callOptions()))).toMatchObject({
      code: 'invalid-request',
      problems: [{ path: 'events.url' }],
    })
  })
})

describe('the callback URLs', () => {
  const own = { course: 'M-101', link: 'https://app.example.com/events/course' }

  it('are told by no info', async () => {
    const { bbb } = await made({ metadata: own }, { analytics: true })
    const info = await bbb.info(meeting(), callOptions())
    expect(info.metadata).toEqual(own)
    expect(info.providerData?.['metadata']).toEqual(own)
    expect(JSON.stringify(info)).not.toContain('/events/ended')
  })

  it('are told by no list of meetings', async () => {
    const { bbb } = await made({ metadata: own }, { analytics: true })
    const listed = []
    for await (const found of bbb.listMeetings?.(callOptions()) ?? []) listed.push(found)
    expect(listed).toMatchObject([{ metadata: own, providerData: { metadata: own } }])
    expect(JSON.stringify(listed)).not.toMatch(/events\/(?:ended|recording|analytics)/)
  })

  it('are told by no recording', async () => {
    const { simulator, bbb } = await onSimulator({}, {}, { events: urls })
    const ready = urls.url({ way: 'recording', meeting: session })
    const recordID = simulator.addRecording({
      meetingID: 'class-42',
      metadata: { ...own, endCallbackUrl: urls.url({ way: 'ended', meeting: session }), ready },
    })
    expect((await bbb.recordings?.get?.(recordID, callOptions()))?.metadata).toEqual(own)
    const page = await bbb.recordings?.list?.(
      { keys: ['class-42'], states: ['published'], metadata: {}, limit: 10 },
      callOptions(),
    )
    expect(page?.recordings.map(({ metadata }) => metadata)).toEqual([own])
  })

  it('of other instances are told no more than their own, and what is none of ours stays', async () => {
    const theirs = instanceUrls(signer, 'another-instance', 'acme').url({ way: 'ended', meeting: session })
    const labels = { ...own, other: 'https://mine.example/?x=1' }
    const { bbb } = await made({ metadata: { ...labels, endcallbackurl: theirs } })
    expect((await bbb.info(meeting(), callOptions())).metadata).toEqual(labels)
  })
})

describe('a meeting with a hook of its own', () => {
  const url = urls.url({ way: 'hook', meeting: session })

  it('has it as soon as it is made', async () => {
    const { simulator } = await made({}, { hook: 'meeting' })
    expect(simulator.hooks()).toMatchObject([{ callbackURL: url, meetingID: 'class-42' }])
    expect(simulator.hooks()[0]).not.toHaveProperty('eventID')
  })

  it('has it for the events that it is for, and under the id that the server knows', async () => {
    const { simulator } = await made(
      { id: 'cafe', key: 'cafe' },
      { hook: 'meeting', hookEvents: ['user-left', 'USER-joined', 'user-left'] },
    )
    expect(simulator.hooks()).toMatchObject([{ meetingID: 'id.cafe', eventID: 'user-joined,user-left' }])
  })

  it('is made without it where the server cannot register it, and says so', async () => {
    const { simulator, bbb } = await onSimulator(
      { webhooks: false },
      { events: { hook: 'meeting' } },
      { events: urls },
    )
    const result = await bbb.createMeeting(createRequest(), callOptions())
    expect(result).toMatchObject({
      disposition: 'created',
      warnings: [{ code: 'not-applied', field: 'events', message: expect.stringContaining('hook') }],
    })
    expect(simulator.created).toBe(1)
    expect(JSON.stringify(result)).not.toContain(url)
  })

  it('is made without it where the server does not answer that call, after three seconds', async () => {
    const clock = new TestClock()
    const { simulator, bbb } = await onSimulator({ clock }, { events: { hook: 'meeting' } }, { events: urls })
    simulator.stage({ kind: 'hang', when: 'hooks/create' })
    const began = clock.now()
    const result = await clock.settle(bbb.createMeeting(createRequest(), callOptions()))
    expect(result.warnings).toMatchObject([{ code: 'not-applied', field: 'events' }])
    expect(clock.now() - began).toBe(3_000)
  })

  it('has none where hooks are for the whole server, or off', async () => {
    for (const hook of ['instance', 'off']) expect((await made({}, { hook })).simulator.hooks()).toEqual([])
  })
})
