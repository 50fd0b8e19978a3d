import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import type { HttpRequest, HttpTransport } from '../../../../src/http/http-transport.js'
import type { ProviderDelivery, ProviderEvents } from '../../../../src/spec/provider-events.js'
import { type SnsSigner, snsSigner } from '../../../../src/testing/signers/chime/index.js'
import type { SnsMessage, SnsNotification } from '../../../../src/testing/simulators/chime-delivery/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling, failure } from '../setup.js'
import { chimeEvents, delivery, envelope, message, topicArn } from './support.js'

const text = JSON.stringify(message('MeetingEnded'))
const topic = { events: { snsTopicArn: topicArn } }

interface Receiving {
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

function receive(
  events: ProviderEvents,
  given: unknown,
  { headers, body }: Receiving = {},
): Promise<ProviderDelivery> {
  const parts = { way: 'sns', body: body ?? JSON.stringify(given), ...(headers && { headers }) }
  return events.receive(delivery(parts), calling())
}

function refusal(events: ProviderEvents, given: unknown, more?: Receiving): Promise<MeetingError> {
  return failure(receive(events, given, more))
}

/** Notes what is fetched. */
function counting(base: HttpTransport): HttpTransport & { readonly urls: string[] } {
  const urls: string[] = []
  return {
    urls,
    send: (request) => {
      urls.push(request.url)
      return base.send(request)
    },
    close: () => base.close(),
  }
}

const answering = (status: number, body: string): HttpTransport => ({
  send: async () => ({ status, headers: {}, body }),
  close: async () => undefined,
})

let signer: SnsSigner
let sha256: SnsSigner
beforeAll(() => {
  signer = snsSigner({ topicArn })
  sha256 = snsSigner({ topicArn, version: '2' })
})

describe('a message of SNS', () => {
  it('is believed for its signature, of either version', async () => {
    for (const by of [signer, sha256]) {
      const events = chimeEvents({ config: topic, transport: by.transport() })
      for (const given of [
        by.notification(text),
        by.notification(text, { subject: 'Größe\nzwei' }),
        by.notification(JSON.stringify(envelope('MeetingEnded'))),
      ])
        expect(await receive(events, given)).toMatchObject({ events: [{ type: 'meeting.ended' }] })
    }
  })

  it('is believed as the service sends it, with its headers and layout', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const request = signer.request('https://app.example.com/x', signer.notification(text))
    const body = new Uint8Array(await request.arrayBuffer())
    const given = { ...delivery({ way: 'sns', body }), headers: request.headers }
    expect((await events.receive(given, calling())).events).toHaveLength(1)
  })

  it('may be written with other escapes and in another order, which are the same values', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const given = signer.notification(text, { subject: 'plain' })
    const escaped = (value: string): string =>
      `"${[...value].map((char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`
    const members = Object.entries(given).map(([name, value]) => `${escaped(name)}:${escaped(String(value))}`)
    const body = `{${members.toReversed().join(' ,\n')}}`
    expect((await receive(events, undefined, { body })).events).toHaveLength(1)
  })

  it('may be of a further topic that is configured, and of no other', async () => {
    const other = `${topicArn}-of-a-rule`
    const ours = snsSigner({ topicArn: other })
    const events = chimeEvents({ config: { events: { topicArns: [other] } }, transport: ours.transport() })
    expect((await receive(events, ours.notification(text))).events).toHaveLength(1)
    const fetched = counting(signer.transport())
    const strict = chimeEvents({ config: { events: { topicArns: [other] } }, transport: fetched })
    expect(await refusal(strict, signer.notification(text))).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('topic'),
    })
    expect(fetched.urls).toEqual([])
  })

  it.each(['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type', 'Subject', 'Signature'] as const)(
    'is refused where its %s was changed',
    async (field) => {
      const events = chimeEvents({ config: topic, transport: signer.transport() })
      const given: SnsNotification = signer.notification(text, { subject: 'plain' })
      const value = String(given[field])
      const tampered = [
        { ...given, [field]: `${value} ` },
        { ...given, [field]: value.slice(1) },
        { ...given, [field]: '' },
        { ...given, [field]: undefined },
        { ...given, [field]: null },
        { ...given, [field]: [value] },
        { ...given, [field]: Buffer.from(value).toString('base64') },
        { ...given, [field]: encodeURIComponent(`${value}/`) },
      ]
      for (const one of tampered) expect(await refusal(events, one)).toMatchObject({ code: 'forbidden' })
    },
  )

  it('is refused with a subject that nobody signed', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    expect(await refusal(events, { ...signer.notification(text), Subject: 'new' })).toMatchObject({
      code: 'forbidden',
    })
  })

  it('is refused where one value stands for several lines of what was signed', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const { Subject: _subject, ...given } = signer.notification(text, { subject: 'plain' })
    const merged = { ...given, MessageId: `${given.MessageId}\nSubject\nplain` }
    expect(await refusal(events, merged)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('line'),
    })
  })

  it('is refused with the signature of the other version, of another key, and with none', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const given = signer.notification(text)
    const another = snsSigner({ topicArn }).notification(text)
    for (const change of [
      { SignatureVersion: '2' },
      { SignatureVersion: '3' },
      { SignatureVersion: 1 },
      { Signature: another.Signature },
      { Signature: sha256.notification(text).Signature },
      { Signature: `${given.Signature}\n` },
      { Signature: given.Signature.replaceAll('=', '') },
      { Signature: 'AAAA' },
    ])
      expect(await refusal(events, { ...given, ...change })).toMatchObject({ code: 'forbidden' })
  })

  it.each([
    'http://sns.us-east-1.amazonaws.com/a.pem',
    'HTTPS://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.evil.com/a.pem',
    'https://sns.us-east-1.amazonaws.com.evil.com/a.pem',
    'https://sns.us-east-1.amazonaws.com@evil.com/a.pem',
    'https://user:pass@sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com:8443/a.pem',
    'https://sns.us-east-1.amazonaws.com:443/a.pem',
    'https://sns.eu-central-1.amazonaws.com/a.pem',
    'https://sns-us-east-1.amazonaws.com/a.pem',
    'https://evil.s3.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem?x=1',
    'https://sns.us-east-1.amazonaws.com/a.pem#x',
    'https://sns.us-east-1.amazonaws.com/a.der',
    'https://sns.us-east-1.amazonaws.com/../a.pem',
    'https://sns.us-east-1.amazonaws.com/?Action=Something&a.pem',
    'https://sns.us-east-1.amazonaws.com\\evil.com/a.pem',
    ' https://sns.us-east-1.amazonaws.com/a.pem',
    'https://sns.us-east-1.amazonaws.com/a.pem ',
    '',
  ])('is refused before anything is fetched where its certificate is at %s', async (SigningCertURL) => {
    const fetched = counting(signer.transport())
    const events = chimeEvents({ config: topic, transport: fetched })
    expect(await refusal(events, { ...signer.notification(text), SigningCertURL })).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('certificate'),
    })
    expect(fetched.urls).toEqual([])
  })

  it('is refused with a certificate that is not valid by the clock, and taken while it is', async () => {
    const clock = new TestClock(new Date('2026-06-01T00:00:00Z'))
    const dated = snsSigner({
      topicArn,
      notBefore: new Date('2026-06-01T00:00:10Z'),
      notAfter: new Date('2026-06-01T00:00:20Z'),
    })
    const events = chimeEvents({ config: topic, transport: dated.transport(), clock })
    const given = dated.notification(text)
    expect(await refusal(events, given)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('valid'),
    })
    await clock.advance(10_000)
    expect((await receive(events, given)).events).toHaveLength(1)
    await clock.advance(10_000)
    expect((await receive(events, given)).events).toHaveLength(1)
    await clock.advance(1)
    expect(await refusal(events, given)).toMatchObject({ code: 'forbidden' })
  })

  it.each<[string, number, string, string]>([
    ['is not there', 404, '', 'forbidden'],
    ['is a redirect', 302, '', 'unavailable'],
    ['is held back', 429, '', 'unavailable'],
    ['cannot be had now', 503, '', 'unavailable'],
    ['is none', 200, '<html></html>', 'forbidden'],
    ['is empty', 200, '', 'forbidden'],
  ])('is not believed where its certificate %s', async (_what, status, body, code) => {
    const events = chimeEvents({ config: topic, transport: answering(status, body) })
    expect(await refusal(events, signer.notification(text))).toMatchObject({ code, effect: 'none' })
  })

  it('is not believed while the certificate cannot be fetched, and is afterwards', async () => {
    let isDown = true
    const base = signer.transport()
    const transport: HttpTransport = {
      send: (request) =>
        isDown
          ? Promise.reject(new MeetingError({ code: 'invalid-response', message: 'too long' }))
          : base.send(request),
      close: () => base.close(),
    }
    const events = chimeEvents({ config: topic, transport })
    const given = signer.notification(text)
    expect(await refusal(events, given)).toMatchObject({ code: 'unavailable', retryable: true })
    isDown = false
    expect((await receive(events, given)).events).toHaveLength(1)
  })

  it('waits five seconds for its certificate, of which 64 KiB are read', async () => {
    const clock = new TestClock()
    const asked: HttpRequest[] = []
    const transport: HttpTransport = {
      send: (request) =>
        new Promise((_resolve, reject) => {
          asked.push(request)
          request.signal.addEventListener('abort', () => reject(new Error('aborted')))
        }),
      close: async () => undefined,
    }
    const events = chimeEvents({ config: topic, transport, clock })
    const refused = refusal(events, signer.notification(text))
    await clock.advance(4_999)
    expect(asked).toMatchObject([{ method: 'GET', maxBytes: 65_536, signal: { aborted: false } }])
    await clock.advance(1)
    expect(await refused).toMatchObject({ code: 'unavailable' })
    expect(clock.pending).toBe(0)
  })

  it('costs one fetch for all that come at once and later', async () => {
    const fetched = counting(signer.transport())
    const events = chimeEvents({ config: topic, transport: fetched })
    await Promise.all([1, 2, 3].map(() => receive(events, signer.notification(text))))
    await receive(events, signer.notification(text))
    expect(fetched.urls).toEqual([signer.certificateUrl])
  })

  it('is refused without a signature, as raw message delivery sends it, and says why', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const raw = { headers: { 'x-amz-sns-rawdelivery': 'true' } }
    expect(await refusal(events, message('MeetingEnded'), raw)).toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('raw message delivery'),
    })
    expect(await refusal(events, message('MeetingEnded'))).toMatchObject({ code: 'forbidden' })
  })

  it.each<[string, string | Uint8Array]>([
    ['no JSON', 'hello'],
    ['empty', ''],
    ['cut short', '{"Type":"Notification"'],
    ['no object', 'null'],
    ['a list', '[]'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['led by a byte order mark', `\uFEFF${JSON.stringify({ Type: 'Notification' })}`],
  ])('is refused where it is %s', async (_what, body) => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    expect(await refusal(events, undefined, { body })).toMatchObject({ code: 'forbidden', effect: 'none' })
  })

  it('that is genuine and no event of ours cannot be read', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    for (const content of [
      'hello',
      '{}',
      JSON.stringify({ ...message('MeetingEnded'), region: 'eu-west-2' }),
    ])
      expect(await refusal(events, signer.notification(content))).toMatchObject({ code: 'invalid-request' })
    const strict = chimeEvents({
      config: { events: { ...topic.events, account: '999999999999' } },
      transport: signer.transport(),
    })
    expect(await refusal(strict, signer.notification(text))).toMatchObject({ code: 'forbidden' })
  })

  it('is not taken where no topic is configured, nor on a way that is none', async () => {
    const events = chimeEvents({ transport: signer.transport() })
    expect(await refusal(events, signer.notification(text))).toMatchObject({ code: 'unsupported' })
    const elsewhere = delivery({ way: 'smoke', body: '{}' })
    expect(await failure(events.receive(elsewhere, calling()))).toMatchObject({ code: 'unsupported' })
  })

  it('with any one byte changed is refused, or says what it said', async () => {
    const events = chimeEvents({ config: topic, transport: signer.transport() })
    const given = new TextEncoder().encode(JSON.stringify(signer.notification(text, { subject: 'plain' })))
    const { events: told } = await receive(events, undefined, { body: given })
    const byte = fc.record({ at: fc.nat({ max: given.length - 1 }), to: fc.nat({ max: 255 }) })
    await fc.assert(
      fc.asyncProperty(byte, async ({ at, to }) => {
        const body = given.slice()
        body[at] = to
        const outcome = await receive(events, undefined, { body }).catch((error: unknown) => error)
        if (MeetingError.is(outcome)) expect(['forbidden', 'unavailable']).toContain(outcome.code)
        else expect(outcome).toEqual({ events: told })
      }),
      { numRuns: 1_500 },
    )
  })
})

describe('the confirmation of a subscription', () => {
  const confirmation = (change: object = {}): SnsMessage =>
    signer.sign({ ...signer.subscriptionConfirmation(), ...change }) as SnsMessage

  it('is given where SNS asks for a topic that is configured, and tells no event', async () => {
    const own = snsSigner({ topicArn })
    const events = chimeEvents({ config: topic, transport: own.transport() })
    const given = own.subscriptionConfirmation()
    expect(await receive(events, given)).toEqual({ events: [] })
    expect(own.confirmed).toEqual([given.SubscribeURL])
  })

  it('is given to nobody who cannot prove to be SNS', async () => {
    const fetched = counting(signer.transport())
    const events = chimeEvents({ config: topic, transport: fetched })
    const given = signer.subscriptionConfirmation()
    for (const change of [
      { Token: `${given.Token}0` },
      { SubscribeURL: `${given.SubscribeURL}0` },
      { TopicArn: `${topicArn}-else` },
      { Type: 'UnsubscribeConfirmation' },
    ])
      expect(await refusal(events, { ...given, ...change })).toMatchObject({ code: 'forbidden' })
    expect(fetched.urls.filter((url) => url !== signer.certificateUrl)).toEqual([])
  })

  it.each([
    'https://evil.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com.evil.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com@evil.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com:444/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com/x?Action=ConfirmSubscription&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com/?Action=DeleteTopic&TopicArn={topic}&Token={token}',
    'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}x&Token={token}',
    'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}x',
    'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}#x',
  ])('is not given at %s, signed or not', async (form) => {
    const fetched = counting(signer.transport())
    const events = chimeEvents({ config: topic, transport: fetched })
    const { Token: token } = signer.subscriptionConfirmation()
    const SubscribeURL = form.replace('{topic}', topicArn).replace('{token}', token)
    expect(await refusal(events, confirmation({ Token: token, SubscribeURL }))).toMatchObject({
      code: 'forbidden',
    })
    expect(fetched.urls).toEqual([signer.certificateUrl])
  })

  it('is asked for again where SNS did not answer it', async () => {
    const base = signer.transport()
    const transport: HttpTransport = {
      send: async (request) =>
        request.url === signer.certificateUrl ? base.send(request) : { status: 500, headers: {}, body: '' },
      close: () => base.close(),
    }
    const events = chimeEvents({ config: topic, transport })
    expect(await refusal(events, confirmation())).toMatchObject({
      code: 'unavailable',
      vendorCode: 'HTTP 500',
    })
  })

  it('that somebody took back is left so', async () => {
    const fetched = counting(signer.transport())
    const events = chimeEvents({ config: topic, transport: fetched })
    const given = confirmation({ Type: 'UnsubscribeConfirmation' })
    expect(await receive(events, given)).toEqual({ events: [] })
    expect(fetched.urls).toEqual([signer.certificateUrl])
  })
})
