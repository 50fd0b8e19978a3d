import { X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chimeEvent, eventBridgeRequest, snsSigner } from '../../src/testing/signers/chime/index.js'
import { eventBridgeEnvelope, sqsBody } from '../../src/testing/simulators/chime/index.js'
import { isSigned, type Message } from './chime-delivery/sns-check.js'

const topicArn = 'arn:aws:sns:eu-central-1:444455556666:calls'
const signer = snsSigner({ topicArn, version: '2' })

async function get(transport: ReturnType<typeof signer.transport>, url: string) {
  const { signal } = new AbortController()
  return transport.send({ method: 'GET', url, signal, maxBytes: 10_000 })
}

/** A message as it comes over the wire. */
function wired(message: object): Message {
  return JSON.parse(JSON.stringify(message)) as Message
}

describe('the SNS signer', () => {
  it('signs notifications of events that verify with its certificate', () => {
    const event = chimeEvent('chime:AttendeeJoined')
    const message = signer.notification(event, {
      messageId: 'one',
      subject: 'Hello',
      at: new Date('2026-11-20T10:15:30.123Z'),
    })
    expect(message).toMatchObject({
      Type: 'Notification',
      MessageId: 'one',
      TopicArn: topicArn,
      Subject: 'Hello',
      Message: sqsBody(event),
      Timestamp: '2026-11-20T10:15:30.123Z',
      SignatureVersion: '2',
      SigningCertURL: signer.certificateUrl,
    })
    expect(isSigned(wired(message), signer.certificatePem)).toBe(true)
    expect(isSigned(wired({ ...message, TopicArn: 'other' }), signer.certificatePem)).toBe(false)
    expect(isSigned(wired(signer.sign({ ...message, TopicArn: 'other' })), signer.certificatePem)).toBe(true)
  })

  it('signs by SHA-1 if it is not told otherwise, for any text, in a region', () => {
    const other = snsSigner({ region: 'eu-west-1' })
    const message = other.notification('grüße')
    expect(message).toMatchObject({
      SignatureVersion: '1',
      Message: 'grüße',
      TopicArn: 'arn:aws:sns:eu-west-1:111122223333:chime-events',
    })
    expect(other.certificateUrl).toMatch(
      /^https:\/\/sns\.eu-west-1\.amazonaws\.com\/SimpleNotificationService-[0-9a-f]{32}\.pem$/,
    )
    expect(isSigned(wired(message), other.certificatePem)).toBe(true)
    expect(isSigned(wired(message), signer.certificatePem)).toBe(false)
  })

  it('signs any text so that it verifies after the journey', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const request = signer.request('https://backend.example/hook', signer.notification(text))
        const message = (await request.json()) as Message
        expect(message['Message']).toBe(text)
        expect(isSigned(message, signer.certificatePem)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('asks to confirm', () => {
    const message = signer.subscriptionConfirmation({ token: 'abc' })
    expect(message).toMatchObject({ Type: 'SubscriptionConfirmation', Token: 'abc' })
    expect(message.SubscribeURL).toBe(
      `https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${topicArn}&Token=abc`,
    )
    expect(isSigned(wired(message), signer.certificatePem)).toBe(true)
    expect(signer.subscriptionConfirmation().Token).not.toBe(signer.subscriptionConfirmation().Token)
  })

  it('answers for its own addresses', async () => {
    const transport = signer.transport()
    const page = await get(transport, signer.certificateUrl)
    expect(page).toMatchObject({ status: 200, body: signer.certificatePem })
    const { SubscribeURL } = signer.subscriptionConfirmation()
    expect((await get(transport, SubscribeURL)).status).toBe(200)
    expect(signer.confirmed).toEqual([SubscribeURL])
    expect((await get(transport, 'https://sns.eu-central-1.amazonaws.com/other.pem')).status).toBe(404)
    await expect(get(transport, 'https://example.org/')).rejects.toThrow(/Only https/)
    const base = { send: async () => ({ status: 418, headers: {}, body: '' }), close: async () => {} }
    expect((await get(signer.transport(base), 'https://example.org/')).status).toBe(418)
  })

  it('has a certificate that is valid when a test says so', () => {
    const notBefore = new Date('2020-01-01T00:00:00Z')
    const notAfter = new Date('2021-01-01T00:00:00Z')
    const expired = new X509Certificate(snsSigner({ notBefore, notAfter }).certificatePem)
    expect([Date.parse(expired.validFrom), Date.parse(expired.validTo)]).toEqual([+notBefore, +notAfter])
    const usual = new X509Certificate(signer.certificatePem)
    expect(Date.parse(usual.validFrom)).toBeLessThan(Date.now())
    expect(Date.parse(usual.validTo)).toBeGreaterThan(Date.now())
  })

  it('makes requests like those of the service', async () => {
    const message = signer.notification('text')
    const request = signer.request('https://backend.example/hook', message)
    expect([request.method, request.url]).toEqual(['POST', 'https://backend.example/hook'])
    expect(Object.fromEntries(request.headers)).toMatchObject({
      'content-type': 'text/plain; charset=UTF-8',
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': message.MessageId,
      'x-amz-sns-topic-arn': topicArn,
      'x-amz-sns-subscription-arn': `${topicArn}:simulated`,
    })
    const body = await request.text()
    expect(body.startsWith('{\n  "Type" : "Notification",\n')).toBe(true)
    expect(JSON.parse(body)).toEqual(message)
    const question = signer.request('https://backend.example/hook', signer.subscriptionConfirmation())
    expect(question.headers.has('x-amz-sns-subscription-arn')).toBe(false)
    expect(await signer.request('https://a.example', message, { body: '{' }).text()).toBe('{')
  })
})

describe('a request of an API destination', () => {
  it('carries the envelope and the header of the connection', async () => {
    const envelope = eventBridgeEnvelope(chimeEvent('chime:MeetingEnded'))
    const where = { url: 'https://backend.example/hook', headerName: 'X-Api-Key', headerValue: 'sesame' }
    const request = eventBridgeRequest({ ...where, envelope })
    expect(request.method).toBe('POST')
    expect(request.headers.get('x-api-key')).toBe('sesame')
    expect(request.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(await request.json()).toEqual(envelope)
    expect(await eventBridgeRequest({ ...where, envelope: '[' }).text()).toBe('[')
  })
})
