import { describe, expect, it } from 'vitest'
import { isSigned } from './sns-check.js'
import { type Reaction, startEndpoint, startTopic, until } from './support.js'
import { get, parsed, startSubscriber } from './topic-support.js'

const arn = 'arn:aws:sns:us-east-1:111122223333:chime-events'

describe('the topic simulator', () => {
  it('asks an endpoint first, and posts nothing else before it has confirmed', async () => {
    const { topic, clock } = await startTopic()
    const endpoint = await startEndpoint()
    const subscription = topic.subscribe(endpoint.url)
    topic.publish('too early')
    await topic.idle()
    expect(endpoint.received).toHaveLength(1)
    const [question] = endpoint.received
    expect(question?.headers).toMatchObject({
      'x-amz-sns-message-type': 'SubscriptionConfirmation',
      'x-amz-sns-topic-arn': arn,
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
    })
    expect(question?.headers).not.toHaveProperty('x-amz-sns-subscription-arn')
    const message = parsed(question)
    expect(message).toEqual({
      Type: 'SubscriptionConfirmation',
      MessageId: question?.headers['x-amz-sns-message-id'],
      Token: expect.stringMatching(/^[0-9a-f]{100,}$/),
      TopicArn: arn,
      Message: expect.stringMatching(/^You have chosen to subscribe to the topic arn:.+\.\nTo confirm/),
      SubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${arn}&Token=${message['Token']}`,
      Timestamp: new Date(clock.now()).toISOString(),
      SignatureVersion: '1',
      Signature: expect.any(String),
      SigningCertURL: topic.certificateUrl,
    })
    expect(subscription.confirmed).toBe(false)
    const page = await get(topic.transport(), message['SubscribeURL'] ?? '')
    expect(page).toMatchObject({ status: 200, body: expect.stringContaining(subscription.arn) })
    expect(subscription.confirmed).toBe(true)
    topic.publish('in time')
    await topic.idle()
    expect(parsed(endpoint.received[1])['Message']).toBe('in time')
  })

  it.each(['1', '2'] as const)('signs by version %s with the key of its certificate', async (version) => {
    const { topic } = await startTopic({ signatureVersion: version })
    const { received, raw } = await startSubscriber(topic)
    topic.publish('plain')
    topic.publish('grüße\n"✓"', { subject: 'Hello' })
    await topic.idle()
    const { body: pem } = await get(topic.transport(), topic.certificateUrl)
    const [plain = {}, hello = {}] = received()
    expect(hello).toMatchObject({ Subject: 'Hello', Message: 'grüße\n"✓"', SignatureVersion: version })
    const question = parsed(raw.received[0])
    expect([question, plain, hello].map((message) => isSigned(message, pem))).toEqual([true, true, true])
    expect(isSigned({ ...hello, Message: 'altered' }, pem)).toBe(false)
    expect(isSigned({ ...hello, SignatureVersion: version === '1' ? '2' : '1' }, pem)).toBe(false)
  })

  it('names itself and the subscription in the headers of a notification', async () => {
    const { topic } = await startTopic()
    const { raw } = await startSubscriber(topic)
    const id = topic.publish('event')
    await topic.idle()
    expect(raw.received[1]?.headers).toMatchObject({
      'x-amz-sns-message-type': 'Notification',
      'x-amz-sns-message-id': id,
      'x-amz-sns-topic-arn': arn,
      'x-amz-sns-subscription-arn': topic.subscriptions[0]?.arn,
    })
  })

  it('posts the bare text to who wants it raw', async () => {
    const { topic } = await startTopic()
    const { raw } = await startSubscriber(topic, { raw: true })
    topic.publish('{"bare":true}')
    await topic.idle()
    expect(raw.received[1]?.body).toBe('{"bare":true}')
    expect(raw.received[1]?.headers['x-amz-sns-rawdelivery']).toBe('true')
  })

  it('tries three times more, twenty seconds apart, and then gives up', async () => {
    const { topic, clock } = await startTopic()
    const { received } = await startSubscriber(topic, { react: () => 500 })
    const start = clock.now()
    const id = topic.publish('event')
    await clock.settle(topic.idle(), 100_000)
    const tries = topic.attempts.slice(1)
    expect(tries.map(({ nth, outcome }) => [nth, outcome])).toEqual([1, 2, 3, 4].map((nth) => [nth, 500]))
    expect(tries.map(({ at }) => at.getTime() - start)).toEqual([0, 20_000, 40_000, 60_000])
    expect(new Set(tries.map((one) => one.id))).toEqual(new Set([id]))
    const bodies = received().map((message) => JSON.stringify(message))
    expect(new Set(bodies).size).toBe(1)
    expect(clock.pending).toBe(0)
  })

  it('tries again after what is the fault of the server, or of the way to it', async () => {
    const { topic, clock } = await startTopic()
    const reactions: [Reaction, number][] = [
      [503, 2],
      [429, 2],
      ['cut', 2],
      [403, 1],
      [302, 1],
    ]
    for (const [reaction, expected] of reactions) {
      topic.reset()
      const { received } = await startSubscriber(topic, { react: (nth) => (nth === 1 ? reaction : 200) })
      topic.publish('event')
      await clock.settle(topic.idle(), 100_000)
      expect([reaction, received().length]).toEqual([reaction, expected])
      expect(topic.attempts).toHaveLength(expected + 1)
    }
  })

  it('waits for an answer as long as it is told, and does not hold up later messages for repetitions', async () => {
    const { topic, clock } = await startTopic({ retryDelaysMs: [1_000], answerTimeoutMs: 15_000 })
    const { received } = await startSubscriber(topic, { react: (nth) => (nth === 1 ? 'hang' : 200) })
    topic.publish('first')
    topic.publish('second')
    const start = clock.now()
    await until(() => received().length === 1)
    await clock.advance(15_000)
    await until(() => topic.attempts.length === 3)
    await clock.advance(1_000)
    await topic.idle()
    expect(topic.attempts.slice(1).map(({ outcome }) => outcome)).toEqual(['no-answer', 200, 200])
    expect(received().map((message) => message['Message'])).toEqual(['first', 'second', 'first'])
    expect(topic.attempts[1]?.at.getTime()).toBe(start + 15_000)
  })

  it('posts twice and out of order on demand', async () => {
    const { topic } = await startTopic()
    const { received } = await startSubscriber(topic)
    topic.duplicateNext()
    const id = topic.publish('twice')
    topic.hold()
    for (const text of ['a', 'b', 'c']) topic.publish(text)
    topic.release()
    topic.hold()
    for (const text of ['d', 'e', 'f']) topic.publish(text)
    topic.release([1, 0, 1])
    await topic.idle()
    const messages = received()
    expect(messages.map((message) => message['Message'])).toEqual([
      'twice',
      'twice',
      ...['c', 'b', 'a'],
      ...['e', 'd', 'e'],
    ])
    expect([messages[0]?.['MessageId'], messages[1]?.['MessageId']]).toEqual([id, id])
  })

  it('signs with a new key after a rotation, and leaves the old certificate where it is', async () => {
    const { topic } = await startTopic()
    const { received } = await startSubscriber(topic)
    const first = topic.certificateUrl
    topic.publish('before')
    topic.rotateCertificate()
    topic.publish('after')
    await topic.idle()
    expect(topic.certificateUrl).not.toBe(first)
    const transport = topic.transport()
    const pems = await Promise.all(
      received().map(async (message) => (await get(transport, message['SigningCertURL'] ?? '')).body),
    )
    const [before = {}, after = {}] = received()
    expect(isSigned(before, pems[0] ?? '')).toBe(true)
    expect(isSigned(after, pems[1] ?? '')).toBe(true)
    expect(isSigned(after, pems[0] ?? '')).toBe(false)
    expect(topic.fetched.slice(-2)).toEqual([first, topic.certificateUrl])
  })

  it('forgets its subscriptions on reset, and posts nothing after it is closed', async () => {
    const { topic, clock } = await startTopic()
    const { received } = await startSubscriber(topic, { react: () => 500 })
    topic.publish('event')
    await until(() => clock.pending === 1)
    topic.reset()
    await topic.idle()
    expect([topic.subscriptions, topic.attempts, topic.fetched]).toEqual([[], [], []])
    await clock.advance(100_000)
    const before = received().length
    await topic.close()
    await topic.close()
    topic.publish('event')
    await topic.idle()
    expect(received()).toHaveLength(before)
  })

  it('is in the part of the world that its region is in', async () => {
    const { topic } = await startTopic({ region: 'us-gov-west-1', account: '444455556666', name: 'calls' })
    expect(topic.arn).toBe('arn:aws-us-gov:sns:us-gov-west-1:444455556666:calls')
    const china = (await startTopic({ region: 'cn-north-1' })).topic
    expect(china.arn.startsWith('arn:aws-cn:sns:cn-north-1:')).toBe(true)
    expect(china.certificateUrl.startsWith('https://sns.cn-north-1.amazonaws.com.cn/')).toBe(true)
  })

  it('posts to http URLs only', async () => {
    const { topic } = await startTopic()
    expect(() => topic.subscribe('https://127.0.0.1/hook')).toThrow(/no http URL/)
  })
})
