import { describe, expect, it } from 'vitest'
import { type QueueBench, refusal, startQueue } from './support.js'

async function receive({ client, queue }: QueueBench, count = 10): Promise<string[]> {
  const { Messages = [] } = await client.receiveMessage({ QueueUrl: queue.url, MaxNumberOfMessages: count })
  return Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle)
}

describe('receipt handles of the queue simulator', () => {
  it('delete nothing once the message has been received again, and say nothing of it', async () => {
    const bench = await startQueue({ visibilityTimeoutSeconds: 1 })
    const { client, queue, clock } = bench
    queue.send('event')
    const [stale = ''] = await receive(bench)
    await clock.advance(1_000)
    const [fresh = ''] = await receive(bench)
    await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: stale })
    expect(queue.messages()).toHaveLength(1)
    await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: fresh })
    expect(queue.messages()).toEqual([])
    await client.deleteMessage({ QueueUrl: queue.url, ReceiptHandle: fresh })
  })

  it('still delete after the time-out while nobody else has received the message', async () => {
    const bench = await startQueue({ visibilityTimeoutSeconds: 1 })
    bench.queue.send('event')
    const [handle = ''] = await receive(bench)
    await bench.clock.advance(60_000)
    await bench.client.deleteMessage({ QueueUrl: bench.queue.url, ReceiptHandle: handle })
    expect(bench.queue.messages()).toEqual([])
  })

  it('are of one delivery where a message comes twice', async () => {
    const bench = await startQueue()
    bench.queue.duplicateNext()
    const id = bench.queue.send('event')
    const [first = ''] = await receive(bench, 1)
    const states = (): unknown[] => bench.queue.messages().map(({ messageId, state }) => [messageId, state])
    expect(states()).toEqual([
      [id, 'in-flight'],
      [id, 'visible'],
    ])
    await bench.client.deleteMessage({ QueueUrl: bench.queue.url, ReceiptHandle: first })
    expect(states()).toEqual([[id, 'visible']])
  })

  it('expire after twelve hours', async () => {
    const bench = await startQueue()
    bench.queue.send('event')
    const [handle = ''] = await receive(bench)
    await bench.clock.advance(43_200_000)
    const request = { QueueUrl: bench.queue.url, ReceiptHandle: handle }
    expect(await refusal(bench.client.deleteMessage(request))).toMatchObject({
      name: 'InvalidParameterValue',
      status: 400,
      message: expect.stringContaining('The receipt handle has expired'),
    })
  })

  it('are refused if they are made up, or of another queue', async () => {
    const bench = await startQueue()
    const { client, queue } = bench
    const { QueueUrl = '' } = await client.createQueue({ QueueName: 'other' })
    queue.send('event')
    const [handle = ''] = await receive(bench)
    for (const request of [
      { QueueUrl: queue.url, ReceiptHandle: 'made-up' },
      { QueueUrl, ReceiptHandle: handle },
    ]) {
      expect((await refusal(client.deleteMessage(request))).name).toBe('ReceiptHandleIsInvalid')
    }
  })

  it('cannot hide a message for more than twelve hours in all', async () => {
    const bench = await startQueue()
    bench.queue.send('event')
    const [handle = ''] = await receive(bench)
    await bench.clock.advance(10_000)
    const request = { QueueUrl: bench.queue.url, ReceiptHandle: handle }
    const long = bench.client.changeMessageVisibility({ ...request, VisibilityTimeout: 43_200 })
    expect((await refusal(long)).message).toContain('beyond the limit')
    await bench.client.changeMessageVisibility({ ...request, VisibilityTimeout: 43_190 })
    await bench.client.deleteMessage(request)
    const gone = bench.client.changeMessageVisibility({ ...request, VisibilityTimeout: 1 })
    expect(await refusal(gone)).toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining('Message does not exist'),
    })
  })
})

describe('batches of the queue simulator', () => {
  it('delete each message for itself', async () => {
    const bench = await startQueue()
    for (const body of ['1', '2', '3']) bench.queue.send(body)
    const handles = await receive(bench)
    bench.queue.failEntries()
    const entries = [...handles, 'made-up'].map((ReceiptHandle, index) => ({
      Id: `entry-${index}`,
      ReceiptHandle,
    }))
    const answer = await bench.client.deleteMessageBatch({ QueueUrl: bench.queue.url, Entries: entries })
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['entry-1', 'entry-2'])
    expect(answer.Failed).toMatchObject([
      { Id: 'entry-0', Code: 'InternalError', SenderFault: false },
      { Id: 'entry-3', Code: 'ReceiptHandleIsInvalid', SenderFault: true },
    ])
    expect(bench.queue.messages().map(({ body }) => body)).toEqual(['1'])
  })

  it('change visibility for each message for itself', async () => {
    const bench = await startQueue()
    for (const body of ['1', '2']) bench.queue.send(body)
    const handles = await receive(bench)
    const answer = await bench.client.changeMessageVisibilityBatch({
      QueueUrl: bench.queue.url,
      Entries: handles.map((ReceiptHandle, index) => ({
        Id: String(index),
        ReceiptHandle,
        VisibilityTimeout: index === 0 ? 0 : 50_000,
      })),
    })
    expect(answer.Failed).toMatchObject([{ Id: '1', Code: 'InvalidParameterValue' }])
    expect(bench.queue.messages().map(({ state }) => state)).toEqual(['visible', 'in-flight'])
  })

  it.each([
    ['nothing', [], 'EmptyBatchRequest'],
    [
      'eleven',
      Array.from({ length: 11 }, (_, index) => ({ Id: `${index}` })),
      'TooManyEntriesInBatchRequest',
    ],
    ['one id twice', [{ Id: 'a' }, { Id: 'a' }], 'BatchEntryIdsNotDistinct'],
    ['an id with a dot', [{ Id: 'a.b' }], 'InvalidBatchEntryId'],
  ])('are refused as a whole for %s', async (_, entries, name) => {
    const { client, queue } = await startQueue()
    const Entries = entries.map((entry) => ({ ...entry, ReceiptHandle: 'handle' }))
    const call = client.deleteMessageBatch({ QueueUrl: queue.url, Entries })
    expect(await refusal(call)).toMatchObject({ name, status: 400 })
  })
})
