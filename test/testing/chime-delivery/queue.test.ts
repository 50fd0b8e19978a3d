import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientOf, refusal, startQueue, until } from './support.js'

describe('the queue simulator, by the real client', () => {
  it('takes a message, hands it out, and forgets it when it is deleted', async () => {
    const { queue, client, clock } = await startQueue()
    const sent = await client.sendMessage({ QueueUrl: queue.url, MessageBody: 'grüße ✓' })
    await clock.advance(1_500)
    const { Messages = [] } = await client.receiveMessage({
      QueueUrl: queue.url,
      MessageSystemAttributeNames: ['All'],
    })
    expect(Messages).toHaveLength(1)
    expect(Messages[0]).toMatchObject({
      MessageId: sent.MessageId,
      Body: 'grüße ✓',
      Attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: String(clock.now() - 1_500),
        ApproximateFirstReceiveTimestamp: String(clock.now()),
      },
    })
    await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: Messages[0]?.ReceiptHandle })
    expect(queue.messages()).toEqual([])
  })

  it('gives back every text as it was sent', async () => {
    const { queue, client } = await startQueue()
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        await client.sendMessage({ QueueUrl: queue.url, MessageBody: body })
        const { Messages = [] } = await client.receiveMessage({ QueueUrl: queue.url })
        expect(Messages.map(({ Body }) => Body)).toEqual([body])
      }),
      { numRuns: 50 },
    )
  })

  it('hands out as many as are asked for, in order, and only the attributes that are asked for', async () => {
    const { queue, client } = await startQueue()
    for (const body of ['1', '2', '3', '4']) queue.send(body)
    const first = await client.receiveMessage({ QueueUrl: queue.url, MaxNumberOfMessages: 3 })
    expect(first.Messages?.map(({ Body }) => Body)).toEqual(['1', '2', '3'])
    expect(first.Messages?.[0]).not.toHaveProperty('Attributes')
    const second = await client.receiveMessage({
      QueueUrl: queue.url,
      MaxNumberOfMessages: 3,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    })
    expect(second.Messages?.map(({ Body, Attributes }) => [Body, Attributes])).toEqual([
      ['4', { ApproximateReceiveCount: '1' }],
    ])
  })

  it('hands out nothing at once where there is nothing', async () => {
    const { queue, client } = await startQueue()
    const answer = await client.receiveMessage({ QueueUrl: queue.url })
    expect(answer.Messages).toBeUndefined()
  })

  it('hides a received message until its time-out, and then counts another receipt', async () => {
    const { queue, client, clock } = await startQueue({ visibilityTimeoutSeconds: 10 })
    queue.send('event')
    const receive = async (): Promise<readonly (string | undefined)[]> => {
      const request = { QueueUrl: queue.url, MessageSystemAttributeNames: ['All' as const] }
      const { Messages = [] } = await client.receiveMessage(request)
      return Messages.map(({ Attributes }) => Attributes?.ApproximateReceiveCount)
    }
    expect(await receive()).toEqual(['1'])
    expect(queue.messages()).toMatchObject([{ state: 'in-flight', receiveCount: 1 }])
    await clock.advance(9_999)
    expect(await receive()).toEqual([])
    await clock.advance(1)
    expect(queue.messages()).toMatchObject([{ state: 'visible' }])
    expect(await receive()).toEqual(['2'])
  })

  it('makes a receiver wait for a message', async () => {
    const { queue, client } = await startQueue()
    const receiving = client.receiveMessage({ QueueUrl: queue.url, WaitTimeSeconds: 20 })
    await until(() => queue.receivers === 1)
    queue.send('event')
    expect((await receiving).Messages?.map(({ Body }) => Body)).toEqual(['event'])
  })

  it('lets a receiver wait no longer than it said, by the clock', async () => {
    const { queue, client, clock } = await startQueue({ receiveWaitSeconds: 5 })
    const receiving = client.receiveMessage({ QueueUrl: queue.url })
    await until(() => queue.receivers === 1)
    await clock.advance(4_999)
    expect(queue.receivers).toBe(1)
    await clock.advance(1)
    expect((await receiving).Messages).toBeUndefined()
    expect(clock.pending).toBe(0)
  })

  it('wakes a waiting receiver when a hidden message comes back', async () => {
    const { queue, client, clock } = await startQueue({ visibilityTimeoutSeconds: 3 })
    queue.send('event')
    await client.receiveMessage({ QueueUrl: queue.url })
    const receiving = client.receiveMessage({ QueueUrl: queue.url, WaitTimeSeconds: 20 })
    await until(() => queue.receivers === 1)
    await clock.advance(3_000)
    expect((await receiving).Messages?.map(({ Body }) => Body)).toEqual(['event'])
  })

  it('keeps a message for who is still there when a waiting receiver has hung up', async () => {
    const { queue, client } = await startQueue()
    const hangUp = new AbortController()
    const receiving = client.receiveMessage(
      { QueueUrl: queue.url, WaitTimeSeconds: 20 },
      { abortSignal: hangUp.signal },
    )
    await until(() => queue.receivers === 1)
    hangUp.abort()
    expect((await refusal(receiving)).name).toBe('AbortError')
    await until(() => queue.receivers === 0)
    queue.send('event')
    expect(queue.messages()).toMatchObject([{ state: 'visible', receiveCount: 0 }])
  })

  it('changes for how long a message is hidden', async () => {
    const { queue, client, clock } = await startQueue()
    queue.send('event')
    const { Messages = [] } = await client.receiveMessage({ QueueUrl: queue.url })
    const change = { QueueUrl: queue.url, ReceiptHandle: Messages[0]?.ReceiptHandle }
    await client.changeMessageVisibility({ ...change, VisibilityTimeout: 100 })
    await clock.advance(99_000)
    expect(queue.messages()).toMatchObject([{ state: 'in-flight' }])
    await client.changeMessageVisibility({ ...change, VisibilityTimeout: 0 })
    expect(queue.messages()).toMatchObject([{ state: 'visible' }])
    const late = await refusal(client.changeMessageVisibility({ ...change, VisibilityTimeout: 5 }))
    expect(late).toMatchObject({ name: 'MessageNotInflight', status: 400 })
  })

  it('moves a message that was received too often', async () => {
    const { queue, client, clock } = await startQueue({ maxReceiveCount: 2, visibilityTimeoutSeconds: 1 })
    queue.send('poison')
    queue.send('good')
    for (let nth = 1; nth <= 2; nth += 1) {
      await client.receiveMessage({ QueueUrl: queue.url })
      await clock.advance(1_000)
    }
    const { Messages = [] } = await client.receiveMessage({ QueueUrl: queue.url })
    expect(Messages.map(({ Body }) => Body)).toEqual(['good'])
    expect(queue.deadLetters()).toMatchObject([{ body: 'poison', receiveCount: 2, state: 'visible' }])
  })

  it('forgets a message after four days', async () => {
    const { queue, client, clock } = await startQueue()
    queue.send('old')
    await clock.advance(345_599_999)
    expect(queue.messages()).toHaveLength(1)
    await clock.advance(1)
    expect(queue.messages()).toEqual([])
    expect((await client.receiveMessage({ QueueUrl: queue.url })).Messages).toBeUndefined()
  })

  it('hides a delayed message', async () => {
    const { queue, client, clock } = await startQueue()
    await client.sendMessage({ QueueUrl: queue.url, MessageBody: 'later', DelaySeconds: 5 })
    expect(queue.messages()).toMatchObject([{ state: 'delayed' }])
    await clock.advance(5_000)
    expect(queue.messages()).toMatchObject([{ state: 'visible' }])
  })

  it('forgets messages, faults and its log on reset', async () => {
    const { queue, client } = await startQueue()
    queue.send('event')
    await client.getQueueUrl({ QueueName: 'chime-events' })
    queue.throwNext('GetQueueUrl', 'RequestThrottled')
    queue.reset()
    expect([queue.messages(), queue.requests]).toEqual([[], []])
    expect((await client.getQueueUrl({ QueueName: 'chime-events' })).QueueUrl).toBe(queue.url)
    expect(queue.callsTo('GetQueueUrl')).toBe(1)
  })

  it('knows one key, in one region', async () => {
    const { queue } = await startQueue()
    const call = (changes: Parameters<typeof clientOf>[1]): Promise<unknown> =>
      clientOf(queue, changes).getQueueUrl({ QueueName: 'chime-events' })
    expect(await refusal(call({ accessKeyId: 'AKIDOTHER' }))).toMatchObject({
      name: 'UnrecognizedClientException',
      status: 403,
    })
    expect((await refusal(call({ region: 'eu-west-1' }))).name).toBe('InvalidSignatureException')
    const unsigned = await fetch(queue.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'AmazonSQS.GetQueueUrl' },
      body: '{}',
    })
    expect(unsigned.status).toBe(403)
  })
})
