import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  bbbAnalyticsRequest,
  bbbEndCallbackRequest,
  bbbEvent,
  bbbHookRequest,
  bbbRecordingReadyRequest,
} from '../../../src/testing/signers/bbb/index.js'

const secret = '639259d4-9dd8-4b25-bf01-95f9567eaf4b'
const url = 'https://example.com/hook'
const vector = { url, secret, events: [], timestamp: 1_700_000_000_000 }

const digestOf = (text: string, algorithm = 'sha1') => createHash(algorithm).update(text).digest('hex')
const checksumOf = (request: Request) => new URL(request.url).searchParams.get('checksum')

describe('bbbHookRequest', () => {
  test('makes the computed examples of the fact sheet', async () => {
    const body = bbbHookRequest(vector)
    expect(body.url).toBe(`${url}?checksum=a4723edb7d600f1633a4d724437bf5076e0989cd`)
    expect(await body.text()).toBe('domain=bbb.example.com&event=%5B%5D&timestamp=1700000000000')
    const constant = bbbHookRequest({ ...vector, signature: 'constant' })
    expect(checksumOf(constant)).toBe('120f34c3c8bfcbabe6b0eb58709494e2ff798d8c')
  })

  test('signs an object in the order of version 2, with the time as a number', async () => {
    const request = bbbHookRequest({ ...vector, signature: 'object' })
    const object = '{"event":"[]","timestamp":1700000000000,"domain":"bbb.example.com"}'
    expect(checksumOf(request)).toBe(digestOf(url + object + secret))
    expect(await request.text()).toBe('event=%5B%5D&timestamp=1700000000000&domain=bbb.example.com')
  })

  test.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)('takes the digest %s', async (digest) => {
    const request = bbbHookRequest({ ...vector, url: `${url}?a=1`, digest })
    expect(new URL(request.url).searchParams.get('a')).toBe('1')
    const sum = checksumOf(request)
    expect(sum).toBe(digestOf(`${url}?a=1${await request.text()}${secret}`, digest))
  })

  test('sends the secret itself in bearer mode', () => {
    const request = bbbHookRequest({ ...vector, signature: 'bearer' })
    expect([request.url, request.headers.get('authorization')]).toEqual([url, `Bearer ${secret}`])
  })

  test('writes the events as a JSON array in one field, whatever is in them', async () => {
    const events = [
      bbbEvent('user-joined', { user: { name: 'Zoë & "Bob" +1' } }),
      { data: { id: 'made-up' } },
    ]
    for (const layout of ['v2', 'v3'] as const) {
      const request = bbbHookRequest({ ...vector, events, layout })
      expect(request.method).toBe('POST')
      expect(request.headers.get('content-type')).toMatch(/^application\/x-www-form-urlencoded/)
      const form = new URLSearchParams(await request.text())
      expect(JSON.parse(form.get('event')!)).toEqual(JSON.parse(JSON.stringify(events)))
    }
  })

  test('was signed now unless told otherwise', async () => {
    const before = Date.now()
    const form = new URLSearchParams(await bbbHookRequest({ url, secret, events: [] }).text())
    expect(Number(form.get('timestamp'))).toBeGreaterThanOrEqual(before)
    expect(Number(form.get('timestamp'))).toBeLessThanOrEqual(Date.now())
  })
})

describe('the callbacks', () => {
  test('bbbEndCallbackRequest is a GET with what a server appends', () => {
    const request = bbbEndCallbackRequest({ url: `${url}?t=1`, meetingID: 'a & b', recorded: true })
    expect([request.method, request.url]).toEqual(['GET', `${url}?t=1&recordingmarks=true&meetingID=a+%26+b`])
  })

  test.each([
    [undefined, 'HS256', 'sha256'],
    ['HS512', 'HS512', 'sha512'],
  ] as const)('bbbRecordingReadyRequest with %s signs by %s', async (algorithm, alg, hash) => {
    const request = bbbRecordingReadyRequest({
      url,
      secret,
      meetingID: 'class-1',
      recordID: 'abc-1',
      ...(algorithm !== undefined && { algorithm }),
    })
    const token = new URLSearchParams(await request.text()).get('signed_parameters')!
    const [header, claims, signature] = token.split('.')
    expect(signature).toBe(createHmac(hash, secret).update(`${header}.${claims}`).digest('base64url'))
    expect(JSON.parse(Buffer.from(header!, 'base64url').toString())).toEqual({ alg })
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toEqual({
      meeting_id: 'class-1',
      record_id: 'abc-1',
    })
  })

  test('bbbAnalyticsRequest sends any document with a token that ends when it is told', async () => {
    const data = { version: '1.0', meeting_id: 'class-1' }
    const expiresAt = new Date('2026-01-01T00:00:00Z')
    const request = bbbAnalyticsRequest({ url, secret, data, algorithm: 'HS256', expiresAt })
    expect(await request.json()).toEqual(data)
    const [header, claims, signature] = request.headers
      .get('authorization')!
      .slice('Bearer '.length)
      .split('.')
    expect(signature).toBe(createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url'))
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toEqual({
      exp: expiresAt.getTime() / 1000,
    })
  })
})

describe('bbbEvent', () => {
  test('has a default for everything', () => {
    const { data } = bbbEvent('user-joined')
    const internalMeetingID = `${digestOf('meeting-1')}-1700000000000`
    expect(data).toMatchObject({
      type: 'event',
      id: 'user-joined',
      attributes: {
        meeting: { 'internal-meeting-id': internalMeetingID, 'external-meeting-id': 'meeting-1' },
        user: { 'internal-user-id': 'w_user-1', 'external-user-id': 'w_user-1', name: 'Ada', role: 'VIEWER' },
      },
    })
    expect(bbbEvent('meeting-created').data.attributes['meeting']).toMatchObject({
      'create-time': 1_700_000_000_000,
    })
  })

  test('tells the steps of a recording in seconds, all else in milliseconds', () => {
    const tsOf = (name: string) => bbbEvent(name, { ts: 1_700_000_000_999 }).data.event.ts
    expect(tsOf('rap-publish-ended')).toBe(1_700_000_000)
    expect([tsOf('rap-published'), tsOf('user-left')]).toEqual([1_700_000_000_999, 1_700_000_000_999])
  })

  test('takes any attribute, laid over its own', () => {
    const { attributes } = bbbEvent('user-left', {
      user: { userID: 'u-1' },
      attributes: {
        user: { 'external-user-id': null },
        meeting: { 'external-meeting-id': undefined },
        more: [1],
      },
    }).data
    expect(attributes).toMatchObject({
      user: { 'internal-user-id': 'w_user-1', 'external-user-id': null },
      more: [1],
    })
    expect((attributes['meeting'] as Record<string, unknown>)['external-meeting-id']).toBeUndefined()
  })

  test.each([
    ['chat-group-message-sent', { text: 'Hi' }, { 'chat-message': { message: 'Hi' } }],
    ['rap-process-ended', { format: 'video' }, { workflow: 'video', success: true }],
    ['rap-archive-started', {}, { 'record-id': `${digestOf('meeting-1')}-1700000000000` }],
    ['rap-publish-ended', { format: 'video' }, { recording: { playback: { format: 'video' } } }],
    ['user-raise-hand-changed', {}, { user: { 'raise-hand': true } }],
    ['user-cam-broadcast-start', {}, { user: { stream: 'w_user-1_camera-1' } }],
    ['made-up', { user: { userID: 'u-1' } }, { user: { 'external-user-id': 'u-1' } }],
  ] as const)('knows what %s says', (name, about, attributes) => {
    expect(bbbEvent(name, about).data.attributes).toMatchObject(attributes)
  })

  test('leaves out in version 2 what came later', () => {
    const v2 = { layout: 'v2' } as const
    expect(bbbEvent('user-joined', v2).data.attributes['user']).not.toHaveProperty('guest')
    expect(bbbEvent('meeting-created', v2).data.attributes['meeting']).not.toHaveProperty('audioBridge')
    expect(bbbEvent('rap-deleted', v2).data.attributes).not.toHaveProperty('record-id')
  })
})
