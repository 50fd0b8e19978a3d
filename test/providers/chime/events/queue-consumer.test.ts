import { describe, expect, it, onTestFinished } from 'vitest'
import type { EventReceiver } from '../../../../providers/chime/events/event-receiver.js'
import type { ConsumeQueueOptions } from '../../../../providers/chime/events/queue/queue-options.js'
import type { QueueProblem } from '../../../../providers/chime/events/queue/queue-problem.js'
import { consumeQueue, type QueueConsumer } from '../../../../providers/chime/events/queue-consumer.js'
import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { failure, turn, until } from '../setup.js'
import { ScriptedQueue, scripted } from './scripted-queue.js'

const queueUrl = 'https://sqs.us-east-1.amazonaws.com/111122223333/chime-events'

interface Handled {
  readonly body: unknown
  readonly from: unknown
  readonly done: () => void
  readonly fail: (error: unknown) => void
}

interface Bench {
  readonly queue: ScriptedQueue
  readonly clock: TestClock
  readonly consumer: QueueConsumer
  readonly handled: Handled[]
  readonly problems: QueueProblem[]
}

/** A consumer whose messages are handled when the test says so. */
async function bench(options: Partial<ConsumeQueueOptions> = {}): Promise<Bench> {
  const queue = new ScriptedQueue()
  const clock = new TestClock()
  const handled: Handled[] = []
  const problems: QueueProblem[] = []
  const handler: EventReceiver = {
    receiveTrusted: (body, from) =>
      new Promise((done, fail) => handled.push({ body, from, done: () => done(undefined), fail })),
  }
  const consumer = await consumeQueue(handler, {
    queueUrl,
    provider: 'chime',
    client: queue,
    clock,
    onProblem: (problem) => problems.push(problem),
    ...options,
  })
  onTestFinished(async () => {
    for (const { done } of handled) done()
    await clock.settle(consumer.stop(), 60_000)
    expect(clock.pending).toBe(0)
  })
  await until(() => queue.isAsked)
  return { queue, clock, consumer, handled, problems }
}

/** Turns enough for whatever is ready to run. */
async function turns(): Promise<void> {
  for (let i = 0; i < 10; i += 1) await turn()
}

describe('a consumer of a queue', () => {
  it('waits for messages, hands each on, and deletes it when it is handled', async () => {
    const { queue, handled } = await bench({ tenant: 'school' })
    expect(queue.polls).toEqual([
      {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 20,
        VisibilityTimeout: 60,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      },
    ])
    queue.give(scripted('1'))
    await until(() => handled.length === 1)
    expect(handled[0]).toMatchObject({ body: 'body 1', from: { provider: 'chime', tenant: 'school' } })
    await turns()
    expect(queue.deleted).toEqual([])
    handled[0]?.done()
    await until(() => queue.deleted.length === 1)
    expect(queue.deleted).toEqual([['receipt-1']])
  })

  it('deletes together what was handled together, ten at most, and holds nothing up for what is slow', async () => {
    const { queue, handled } = await bench({ concurrency: 30 })
    for (const tens of [0, 10]) {
      queue.give(...Array.from({ length: 10 }, (_, index) => scripted(String(tens + index))))
      await until(() => queue.isAsked)
    }
    expect(handled).toHaveLength(20)
    for (const { done } of handled.slice(1)) done()
    await until(() => queue.deleted.length === 2)
    expect(queue.deleted.map((batch) => batch.length)).toEqual([10, 9])
    expect(queue.deleted.flat()).not.toContain('receipt-0')
  })

  it('takes no more than it may handle at once', async () => {
    const { queue, handled } = await bench({ concurrency: 3, batch: 2 })
    queue.give(scripted('1'), scripted('2'))
    await until(() => queue.isAsked)
    expect(queue.polls.map(({ MaxNumberOfMessages }) => MaxNumberOfMessages)).toEqual([2, 1])
    queue.give(scripted('3'))
    await turns()
    expect(queue.isAsked).toBe(false)
    handled[1]?.done()
    await until(() => queue.isAsked)
    expect(queue.polls.at(-1)).toMatchObject({ MaxNumberOfMessages: 1 })
  })

  it('lets a message that failed come again, later each time, and says so', async () => {
    const { queue, handled, problems } = await bench()
    const error = new Error('the listener threw')
    const counts = [1, 2, 3, 5, 9, 20, 1_000]
    queue.give(...counts.map((count) => scripted(String(count), count)))
    await until(() => handled.length === counts.length)
    for (const { fail } of handled) fail(error)
    await until(() => queue.visibility.length === counts.length)
    expect(queue.visibility.map(({ seconds }) => seconds)).toEqual([1, 2, 4, 16, 256, 300, 300])
    expect(problems).toEqual(
      counts.map((receiveCount) => ({
        kind: 'failed',
        error,
        messageId: String(receiveCount),
        receiveCount,
      })),
    )
    expect(queue.deleted).toEqual([])
  })

  it('leaves what nobody can read to the redrive policy of the queue', async () => {
    const { queue, handled, problems } = await bench()
    const codes = ['invalid-request', 'forbidden'] as const
    queue.give(...codes.map((code) => scripted(code, 4)))
    await until(() => handled.length === 2)
    for (const [index, code] of codes.entries())
      handled[index]?.fail(new MeetingError({ code, message: 'no' }))
    await until(() => problems.length === 2)
    await turns()
    expect(problems).toMatchObject(codes.map((messageId) => ({ kind: 'poison', messageId, receiveCount: 4 })))
    expect(queue.visibility).toEqual([])
    expect(queue.deleted).toEqual([])
  })

  it('handles each message for itself, whatever becomes of the others', async () => {
    const queue = new ScriptedQueue()
    const problems: QueueProblem[] = []
    const clock = new TestClock()
    const handler: EventReceiver = {
      receiveTrusted(body) {
        if (body === 'body 2') throw 'not even an error'
        return Promise.resolve()
      },
    }
    const consumer = await consumeQueue(handler, {
      queueUrl,
      provider: 'chime',
      client: queue,
      clock,
      onProblem: (problem) => {
        problems.push(problem)
        throw new Error('so does this')
      },
    })
    await until(() => queue.isAsked)
    queue.give(scripted('1'), scripted('2'), scripted('3'))
    await until(() => queue.deleted.length === 1 && queue.isAsked)
    expect(queue.deleted).toEqual([['receipt-1', 'receipt-3']])
    expect(problems).toMatchObject([{ kind: 'failed', messageId: '2', error: expect.any(Error) }])
    await clock.settle(consumer.stop())
  })

  it('hides a message for as long as its listener runs', async () => {
    const { queue, handled, clock } = await bench({ visibilitySeconds: 60 })
    queue.give(scripted('1'))
    await until(() => handled.length === 1)
    await clock.advance(29_999)
    expect(queue.visibility).toEqual([])
    await clock.advance(1)
    await clock.advance(30_000)
    await clock.advance(30_000)
    expect(queue.visibility).toEqual(Array.from({ length: 3 }, () => ({ receipt: 'receipt-1', seconds: 60 })))
    handled[0]?.done()
    await until(() => queue.deleted.length === 1)
    await clock.advance(300_000)
    expect(queue.visibility).toHaveLength(3)
  })

  it('says that a message may come twice where it cannot be hidden, and tries again', async () => {
    const { queue, handled, clock, problems } = await bench({ visibilitySeconds: 10 })
    queue.onVisibility = () => Promise.reject(new Error('down'))
    queue.give(scripted('1', 2))
    await until(() => handled.length === 1)
    await clock.advance(10_000)
    expect(problems).toMatchObject([
      { kind: 'visibility', messageId: '1', receiveCount: 2 },
      { kind: 'visibility', messageId: '1', receiveCount: 2 },
    ])
  })

  it('shows a failed message only after what hides it has come to its end', async () => {
    const { queue, handled, clock } = await bench({ visibilitySeconds: 10 })
    let answer: () => void = () => undefined
    queue.onVisibility = () => new Promise((resolve) => (answer = () => resolve({})))
    queue.give(scripted('1'))
    await until(() => handled.length === 1)
    await clock.advance(5_000)
    expect(queue.visibility.map(({ seconds }) => seconds)).toEqual([10])
    handled[0]?.fail(new Error('no'))
    await turns()
    expect(queue.visibility).toHaveLength(1)
    queue.onVisibility = () => ({})
    answer()
    await until(() => queue.visibility.length === 2)
    expect(queue.visibility.map(({ seconds }) => seconds)).toEqual([10, 1])
  })

  it('tries again to delete what could not be deleted, and that only', async () => {
    const { queue, handled, clock, problems } = await bench()
    queue.onDelete = (entries) => ({
      Successful: [],
      Failed: entries
        .filter(({ ReceiptHandle }) => ReceiptHandle === 'receipt-2' && queue.deleted.length < 3)
        .map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    })
    queue.give(scripted('1'), scripted('2'), scripted('3'))
    await until(() => handled.length === 3)
    for (const { done } of handled) done()
    await until(() => queue.deleted.length === 1)
    await clock.advance(400)
    await clock.advance(800)
    await until(() => queue.deleted.length === 3)
    expect(queue.deleted).toEqual([['receipt-1', 'receipt-2', 'receipt-3'], ['receipt-2'], ['receipt-2']])
    expect(problems).toEqual([])
  })

  it('gives up what SQS cannot or will not delete, and says that it comes again', async () => {
    const { queue, handled, clock, problems } = await bench()
    queue.onDelete = () => Promise.reject(new Error('down'))
    queue.give(scripted('1'))
    await until(() => handled.length === 1)
    handled[0]?.done()
    for (let i = 0; i < 8; i += 1) await clock.advance(1_000)
    expect(queue.deleted).toHaveLength(4)
    expect(problems).toMatchObject([{ kind: 'delete', messageId: '1', error: { message: 'down' } }])
    queue.onDelete = (entries) => ({
      Failed: entries.map(({ Id }) => ({ Id, Code: 'ReceiptHandleIsInvalid', SenderFault: true })),
    })
    queue.give(scripted('2'))
    await until(() => handled.length === 2)
    handled[1]?.done()
    await until(() => problems.length === 2)
    expect(queue.deleted).toHaveLength(5)
    expect(problems[1]).toMatchObject({ kind: 'delete', messageId: '2' })
  })

  it('goes on asking where SQS does not answer, slower each time', async () => {
    const { queue, clock, problems } = await bench()
    const waits: number[] = []
    for (let i = 0; i < 7; i += 1) {
      queue.fail(new Error(`down ${i}`))
      await until(() => clock.pending === 1)
      waits.push(clock.nextInMs ?? 0)
      await clock.advance(clock.nextInMs ?? 0)
      await until(() => queue.isAsked)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
    expect(problems.map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => 'receive'))
    queue.give(scripted('1'))
    await until(() => queue.isAsked)
    queue.fail(new Error('down again'))
    await until(() => clock.pending > 0)
    await clock.advance(1_000)
    await until(() => queue.isAsked)
  })

  it('does not ask without a pause what answers at once that there is nothing', async () => {
    const { queue, clock } = await bench()
    queue.give()
    await turns()
    expect(queue.isAsked).toBe(false)
    await clock.advance(1_000)
    await until(() => queue.isAsked)
    await clock.advance(20_000)
    queue.give()
    await until(() => queue.isAsked)
  })

  it('leaves out what is no message that could be deleted', async () => {
    const { queue, handled } = await bench()
    const { ReceiptHandle: _receipt, ...without } = scripted('1')
    const { Body: _body, Attributes: _attributes, ...bodiless } = scripted('2')
    queue.give(without as never, null as never, bodiless as never)
    await until(() => handled.length === 1)
    expect(handled[0]?.body).toBe('')
  })

  it('stops at once where nothing is under way', async () => {
    const { queue, consumer } = await bench()
    await consumer.stop()
    await consumer.stop()
    expect(queue.aborted).toBe(1)
    expect(queue.polls).toHaveLength(1)
  })

  it('stops when what is under way is handled and deleted', async () => {
    const { queue, consumer, handled } = await bench()
    queue.give(scripted('1'), scripted('2'))
    await until(() => handled.length === 2)
    let isStopped = false
    const stopped = consumer.stop().then(() => (isStopped = true))
    handled[0]?.done()
    await turns()
    expect(isStopped).toBe(false)
    handled[1]?.fail(new Error('no'))
    await stopped
    expect(queue.deleted).toEqual([['receipt-1']])
    expect(queue.visibility).toEqual([{ receipt: 'receipt-2', seconds: 1 }])
    expect(queue.isAsked).toBe(false)
  })

  it('stops in the middle of waiting to ask again', async () => {
    const { queue, consumer, clock } = await bench()
    queue.fail(new Error('down'))
    await until(() => clock.pending === 1)
    await consumer.stop()
    expect(queue.polls).toHaveLength(1)
  })

  it.each<[string, object, string]>([
    ['no queue', { queueUrl: undefined }, 'queueUrl'],
    ['a queue that is no URL', { queueUrl: 'chime-events' }, 'queueUrl'],
    ['a FIFO queue', { queueUrl: `${queueUrl}.fifo` }, 'queueUrl'],
    ['no instance', { provider: '' }, 'provider'],
    ['a client that is none', { client: {} }, 'client'],
    ['a client and a region for it', { region: 'us-east-1' }, ''],
    ['no waiting', { waitSeconds: 0 }, 'waitSeconds'],
    ['longer waiting than SQS knows', { waitSeconds: 21 }, 'waitSeconds'],
    ['hardly hidden messages', { visibilitySeconds: 9 }, 'visibilitySeconds'],
    ['larger batches than SQS knows', { batch: 11 }, 'batch'],
    ['nothing at once', { concurrency: 0 }, 'concurrency'],
    ['no clock', { clock: {} }, 'clock'],
    ['nobody to tell', { onProblem: 'me' }, 'onProblem'],
    ['an unknown option', { retries: 3 }, 'retries'],
  ])('is refused %s', async (_what, option, path) => {
    const options = { queueUrl, provider: 'chime', client: new ScriptedQueue(), ...option }
    const handler = { receiveTrusted: async () => undefined }
    expect(await failure(consumeQueue(handler, options as ConsumeQueueOptions))).toMatchObject({
      code: 'invalid-request',
      problems: [{ path }],
    })
  })
})
