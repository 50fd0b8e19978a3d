import type { CreateQueueCommandInput } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { refusal, startQueue } from './support.js'

describe('the queue service of the simulator', () => {
  it('makes queues, finds them again, and tells of them', async () => {
    const { queue, client, clock } = await startQueue()
    const { QueueUrl } = await client.createQueue({
      QueueName: 'work',
      Attributes: {
        VisibilityTimeout: '60',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queue.arn, maxReceiveCount: 3 }),
      },
    })
    expect(QueueUrl).toBe(`${queue.endpoint}/111122223333/work`)
    expect((await client.getQueueUrl({ QueueName: 'work' })).QueueUrl).toBe(QueueUrl)
    await client.sendMessage({ QueueUrl, MessageBody: '1' })
    await client.sendMessage({ QueueUrl, MessageBody: '2' })
    await client.sendMessage({ QueueUrl, MessageBody: '3', DelaySeconds: 9 })
    await client.receiveMessage({ QueueUrl })
    const { Attributes } = await client.getQueueAttributes({ QueueUrl, AttributeNames: ['All'] })
    expect(Attributes).toMatchObject({
      QueueArn: 'arn:aws:sqs:us-east-1:111122223333:work',
      VisibilityTimeout: '60',
      ApproximateNumberOfMessages: '1',
      ApproximateNumberOfMessagesNotVisible: '1',
      ApproximateNumberOfMessagesDelayed: '1',
      CreatedTimestamp: String(Math.floor(clock.now() / 1_000)),
      RedrivePolicy: JSON.stringify({ maxReceiveCount: 3, deadLetterTargetArn: queue.arn }),
    })
    const one = await client.getQueueAttributes({
      QueueUrl: queue.url,
      AttributeNames: ['QueueArn', 'RedrivePolicy'],
    })
    expect(one.Attributes).toEqual({ QueueArn: queue.arn })
  })

  it('makes a queue once', async () => {
    const { client } = await startQueue()
    const request = { QueueName: 'work', Attributes: { VisibilityTimeout: '60' } }
    const first = await client.createQueue(request)
    expect((await client.createQueue(request)).QueueUrl).toBe(first.QueueUrl)
    expect((await refusal(client.createQueue({ QueueName: 'work' }))).name).toBe('QueueNameExists')
  })

  it('finds a queue by the path of its real URL', async () => {
    const { queue, client } = await startQueue({ region: 'eu-central-1', account: '444455556666' })
    expect(queue.arn).toBe('arn:aws:sqs:eu-central-1:444455556666:chime-events')
    queue.send('event')
    const QueueUrl = 'https://sqs.eu-central-1.amazonaws.com/444455556666/chime-events'
    expect((await client.receiveMessage({ QueueUrl })).Messages).toHaveLength(1)
  })

  it('says in its own way that there is no such queue', async () => {
    const { queue, client } = await startQueue()
    const missing = {
      name: 'QueueDoesNotExist',
      status: 400,
      message: 'The specified queue does not exist.',
    }
    expect(await refusal(client.getQueueUrl({ QueueName: 'none' }))).toEqual(missing)
    expect(await refusal(client.receiveMessage({ QueueUrl: `${queue.url}-2` }))).toEqual(missing)
    const elsewhere = queue.url.replace('111122223333', '999999999999')
    expect(await refusal(client.receiveMessage({ QueueUrl: elsewhere }))).toEqual(missing)
    const error = await client.getQueueUrl({ QueueName: 'none' }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      Error: { Code: 'AWS.SimpleQueueService.NonExistentQueue', Type: 'Sender' },
    })
  })

  it.each([
    ['too many messages', { MaxNumberOfMessages: 11 }],
    ['no message', { MaxNumberOfMessages: 0 }],
    ['too long a wait', { WaitTimeSeconds: 21 }],
    ['too long a time-out', { VisibilityTimeout: 43_201 }],
  ])('refuses a receiver that asks for %s', async (_, request) => {
    const { queue, client } = await startQueue()
    const call = client.receiveMessage({ QueueUrl: queue.url, ...request })
    expect(await refusal(call)).toMatchObject({ name: 'InvalidParameterValue', status: 400 })
  })

  it.each<[string, CreateQueueCommandInput, string]>([
    [
      'an attribute that is not simulated',
      { QueueName: 'work', Attributes: { FifoQueue: 'true' } },
      'InvalidAttributeName',
    ],
    ['a bad number', { QueueName: 'work', Attributes: { VisibilityTimeout: '-1' } }, 'InvalidAttributeValue'],
    ['a bad name', { QueueName: 'a b' }, 'InvalidParameterValue'],
    ['a FIFO queue', { QueueName: 'work.fifo' }, 'InvalidParameterValue'],
    [
      'dead letters for nobody',
      {
        QueueName: 'work',
        Attributes: { RedrivePolicy: '{"maxReceiveCount":1,"deadLetterTargetArn":"arn:aws:sqs:x"}' },
      },
      'InvalidParameterValue',
    ],
    [
      'dead letters after nothing',
      { QueueName: 'work', Attributes: { RedrivePolicy: '{"maxReceiveCount":0}' } },
      'InvalidParameterValue',
    ],
  ])('makes no queue with %s', async (_, request, name) => {
    const { client } = await startQueue()
    expect((await refusal(client.createQueue(request))).name).toBe(name)
  })

  it('refuses a message that is too long, empty, of forbidden characters, or has attributes', async () => {
    const { queue, client } = await startQueue({ maximumMessageBytes: 4 })
    const send = (MessageBody: string): Promise<unknown> =>
      client.sendMessage({ QueueUrl: queue.url, MessageBody })
    await send('éé')
    expect((await refusal(send('ééé'))).message).toContain('shorter than 4 bytes')
    expect((await refusal(send(''))).name).toBe('MissingParameter')
    expect((await refusal(send('\u0001'))).name).toBe('InvalidMessageContents')
    const MessageAttributes = { colour: { DataType: 'String', StringValue: 'red' } }
    const decorated = client.sendMessage({ QueueUrl: queue.url, MessageBody: 'a', MessageAttributes })
    expect((await refusal(decorated)).name).toBe('UnsupportedOperation')
    const attributes = client.getQueueAttributes({ QueueUrl: queue.url, AttributeNames: ['FifoQueue'] })
    expect((await refusal(attributes)).name).toBe('InvalidAttributeName')
  })

  it('has no other operations', async () => {
    const { client } = await startQueue()
    expect((await refusal(client.listQueues({}))).name).toBe('UnknownOperationException')
  })

  it('throws what is staged, once or more often, before or after the work', async () => {
    const { queue, client } = await startQueue()
    queue.throwNext('ReceiveMessage', 'RequestThrottled', { times: 2, message: 'slow down' })
    const receive = (): Promise<unknown> => client.receiveMessage({ QueueUrl: queue.url })
    expect(await refusal(receive())).toEqual({ name: 'RequestThrottled', status: 403, message: 'slow down' })
    queue.send('event')
    expect((await refusal(receive())).name).toBe('RequestThrottled')
    queue.throwNext('ReceiveMessage', 'InternalFailure', { processed: true })
    expect(await refusal(receive())).toMatchObject({ name: 'InternalFailure', status: 500 })
    expect(queue.messages()).toMatchObject([{ state: 'in-flight' }])
    queue.throwNext('ReceiveMessage', 'RequestThrottled')
    queue.heal()
    await receive()
  })

  it('loses connections, hangs, dawdles and stops in the middle as it is told', async () => {
    const { queue, client, clock } = await startQueue()
    const receive = (): Promise<unknown> => client.receiveMessage({ QueueUrl: queue.url })
    queue.stage({ kind: 'cut', when: 'ReceiveMessage' })
    expect((await refusal(receive())).status).toBeUndefined()
    queue.stage({ kind: 'truncate', when: 'ReceiveMessage' })
    queue.send('event')
    await expect(receive()).rejects.toThrow(/./)
    expect(queue.messages()).toMatchObject([{ state: 'in-flight' }])
    queue.stage({ kind: 'delay', ms: 2_000 })
    await clock.settle(receive())
    queue.stage({ kind: 'hang' })
    const hanging = refusal(receive())
    const { requests } = queue
    const before = requests.length
    while (requests.length === before) await new Promise((resolve) => setImmediate(resolve))
    await queue.close()
    expect((await hanging).status).toBeUndefined()
  })
})
