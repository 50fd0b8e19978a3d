import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { BbbSimulatorOptions } from '../../../../src/testing/simulators/bbb/index.js'
import { receiver } from './bbb-events-support.js'
import { call, create, type Params, pair, start, visit } from './support.js'

async function called(params: (url: string) => Params, options: BbbSimulatorOptions = {}) {
  const { simulator, clock } = await start(options)
  const app = await receiver()
  await create(simulator, 'class-1', { ...pair, ...params(app.url) })
  const end = async (): Promise<void> => {
    await call(simulator, 'end', { meetingID: 'class-1' })
    await clock.advance(3000)
    await simulator.idle()
  }
  return { simulator, clock, app, end }
}

interface Token {
  readonly header: unknown
  readonly claims: Readonly<Record<string, unknown>>
}

/** Reads a token whose signature is right by `node:crypto` alone. */
function readToken(token: string, secret: string, hash: string): Token {
  const [header = '', claims = '', signature] = token.split('.')
  expect(signature).toBe(createHmac(hash, secret).update(`${header}.${claims}`).digest('base64url'))
  const [first, second] = [header, claims].map((part) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()),
  )
  return { header: first, claims: second }
}

describe('the end callback', () => {
  test.each([
    ['/end', '/end?'],
    ['/end?meetingID=x&a=1', '/end?meetingID=x&a=1&'],
  ])('%s is called with what the server appends', async (path, start) => {
    const { app, end } = await called((url) => ({ meta_endCallbackUrl: url + path }))
    await end()
    expect(app.received).toMatchObject([
      { method: 'GET', target: `${start}recordingmarks=false&meetingID=class-1`, body: '' },
    ])
  })

  test('says whether somebody pressed record, also when nobody calls end', async () => {
    const { simulator, clock, app } = await called((url) => ({
      record: 'true',
      META_X: '',
      meta_EndCallbackURL: url,
    }))
    await visit(simulator, 'class-1', { userID: 'u-1' })
    simulator.startRecording('class-1')
    simulator.leave('class-1', 'u-1')
    await clock.advance(120_000 - 1)
    expect(app.received).toEqual([])
    await clock.advance(1)
    await simulator.idle()
    expect(app.received.map(({ target }) => target)).toEqual(['/?recordingmarks=true&meetingID=class-1'])
    expect(clock.pending).toBe(0)
  })

  test('as meetingEndedURL is called unchanged', async () => {
    const { app, end } = await called((url) => ({ meetingEndedURL: `${url}/ended?a=1` }))
    await end()
    expect(app.received).toMatchObject([{ method: 'GET', target: '/ended?a=1' }])
  })

  test('is tried five times, and a 401 is a failure', async () => {
    const { simulator, clock, app, end } = await called((url) => ({ meta_endCallbackUrl: url }))
    app.react = () => 401
    await end()
    for (const wait of [30_000, 60_000, 120_000, 300_000]) {
      const count = app.received.length
      await clock.advance(wait - 1)
      await simulator.idle()
      expect(app.received).toHaveLength(count)
      await clock.advance(1)
      await simulator.idle()
      expect(app.received).toHaveLength(count + 1)
    }
    expect(simulator.deliveries.map(({ kind, attempt, delivered }) => [kind, attempt, delivered])).toEqual(
      [1, 2, 3, 4, 5].map((attempt) => ['end-callback', attempt, false]),
    )
    expect(clock.pending).toBe(0)
  })

  test('is not tried again once it was taken, nor after closing', async () => {
    const { simulator, clock, app, end } = await called((url) => ({
      meta_endCallbackUrl: `${url}/a`,
      meetingEndedURL: `${url}/b`,
    }))
    app.react = ({ target }) => (target === '/b' || app.received.length > 2 ? 500 : 200)
    await end()
    expect(new Set(simulator.deliveries.map(({ delivered }) => delivered))).toEqual(new Set([false, true]))
    expect(simulator.deliveries).toHaveLength(2)
    await simulator.close()
    expect(clock.pending).toBe(0)
    await clock.advance(600_000)
    expect(app.received).toHaveLength(2)
  })

  test('is not made for a breakout room', async () => {
    const { simulator, app } = await called(() => ({}))
    await create(simulator, 'room', {
      isBreakout: 'true',
      parentMeetingID: 'class-1',
      sequence: '1',
      meta_endCallbackUrl: app.url,
      meetingEndedURL: app.url,
    })
    for (const { meetingID } of simulator.meetings()) simulator.forget(meetingID)
    await simulator.idle()
    expect(app.received).toEqual([])
  })
})

describe('the recording-ready callback', () => {
  test.each([
    ['meta_bbb-recording-ready-url', 'HS256', 'sha256'],
    ['meta_BBB-Recording-Ready-URL', 'HS512', 'sha512'],
    ['meta_bn-recording-ready-url', 'HS256', 'sha256'],
    ['meta_canvas-recording-ready-url', 'HS256', 'sha256'],
  ] as const)('%s is called for each format, signed with %s', async (name, recordingReadyDigest, hash) => {
    const options = { recordingReadyDigest, recordingFormats: ['presentation', 'video'] }
    const params = (url: string) => ({ record: 'true', [name]: `${url}/ready` })
    const { simulator, clock, app, end } = await called(params, options)
    const recordID = simulator.meeting('class-1')!.internalMeetingID
    simulator.startRecording('class-1')
    await end()
    expect(app.received).toEqual([])
    await clock.advance(57_000)
    await simulator.idle()
    expect(app.received).toHaveLength(2)
    for (const { method, target, headers, body } of app.received) {
      expect([method, target, headers['content-type']]).toEqual([
        'POST',
        '/ready',
        'application/x-www-form-urlencoded',
      ])
      const form = new URLSearchParams(body)
      expect([...form.keys()]).toEqual(['signed_parameters'])
      expect(readToken(form.get('signed_parameters')!, simulator.secret, hash)).toEqual({
        header: { alg: recordingReadyDigest },
        claims: { meeting_id: 'class-1', record_id: recordID },
      })
    }
  })

  test('is tried once, and not made where nothing was recorded', async () => {
    const { simulator, clock, app, end } = await called((url) => ({
      record: 'true',
      'meta_bbb-recording-ready-url': url,
    }))
    app.react = () => 500
    await end()
    await clock.advance(600_000)
    expect(app.received).toEqual([])
    await create(simulator, 'class-1', { ...pair, record: 'true', 'meta_bbb-recording-ready-url': app.url })
    simulator.startRecording('class-1')
    await end()
    simulator.finishRecordings()
    await simulator.idle()
    await clock.advance(600_000)
    await simulator.idle()
    expect(simulator.deliveries).toMatchObject([{ kind: 'recording-ready', attempt: 1, status: 500 }])
  })
})

describe('the analytics callback', () => {
  test('carries who was there, with a token for a day', async () => {
    const params = (url: string) => ({
      meetingKeepEvents: 'true',
      'meta_analytics-callback-url': `${url}/numbers`,
    })
    const { simulator, clock, app, end } = await called(params)
    await visit(simulator, 'class-1', { userID: 'u-1' })
    const begin = clock.now()
    await clock.advance(600_000)
    await end()
    const [request] = app.received
    expect(request).toMatchObject({ method: 'POST', target: '/numbers' })
    expect(request!.headers['content-type']).toBe('application/json')
    const [scheme, token = ''] = request!.headers.authorization!.split(' ')
    expect(scheme).toBe('Bearer')
    expect(readToken(token, simulator.secret, 'sha512')).toEqual({
      header: { alg: 'HS512', typ: 'JWT' },
      claims: { exp: Math.floor(clock.now() / 1000) + 86_400 },
    })
    expect(JSON.parse(request!.body)).toMatchObject({
      version: '1.0',
      meeting_id: 'class-1',
      internal_meeting_id: expect.stringMatching(/^[0-9a-f]{40}-\d+$/),
      data: {
        metadata: { is_breakout: 'false', meeting_name: 'Algebra' },
        duration: 600,
        attendees: [
          { ext_user_id: 'u-1', name: 'Ada', moderator: true, joins: [new Date(begin).toISOString()] },
        ],
      },
    })
  })

  test('needs the meeting to keep its events', async () => {
    const { app, end } = await called((url) => ({ 'meta_analytics-callback-url': url }))
    await end()
    expect(app.received).toEqual([])
  })
})

test('nobody is called, and no timer waits, where callbacks are switched off', async () => {
  const params = (url: string) => ({
    record: 'true',
    meta_endCallbackUrl: url,
    'meta_bbb-recording-ready-url': url,
  })
  const { simulator, clock, app } = await called(params, { deliverCallbacks: false })
  simulator.startRecording('class-1')
  expect(clock.pending).toBe(0)
  await clock.advance(600_000)
  expect(simulator.recordings()).toHaveLength(1)
  await simulator.idle()
  expect(app.received).toEqual([])
})
