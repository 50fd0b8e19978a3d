import { describe, expect, it, onTestFinished } from 'vitest'
import type { QueueProblem } from '../../../../providers/chime/events/queue/queue-problem.js'
import { consumeQueue } from '../../../../providers/chime/events/queue-consumer.js'
import { startQueueSimulator } from '../../../../src/testing/simulators/chime-delivery/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling, created, joined, runClock, setup, until } from '../setup.js'
import { eventsOf } from './support.js'

describe('events of Chime by a real queue and the real client', () => {
  it('arrive, whatever fails on the way, and leave the queue empty', async () => {
    const clock = new TestClock()
    const queue = await startQueueSimulator({ clock })
    onTestFinished(() => queue.close())
    const { simulator, provider } = await setup({ clock, config: { events: { sqsQueueArn: queue.arn } } })
    queue.connect(simulator)
    const events = eventsOf(provider)
    const heard: string[] = []
    const problems: QueueProblem[] = []
    let isFirst = true
    const handler = {
      async receiveTrusted(message: unknown): Promise<void> {
        const { events: told } = (await events.readTrusted?.(message, calling())) ?? { events: [] }
        if (isFirst && told.some(({ type }) => type === 'participant.joined')) {
          isFirst = false
          throw new Error('not in the mood')
        }
        heard.push(...told.map(({ type }) => type))
      },
    }
    queue.throwNext('ReceiveMessage', 'InternalFailure')
    queue.failEntries(1)
    const { endpoint, region, accessKeyId, secretAccessKey } = queue
    const consumer = await consumeQueue(handler, {
      queueUrl: queue.url,
      provider: 'chime',
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      clock,
      onProblem: (problem) => problems.push(problem),
    })
    const meeting = await clock.settle(created(provider))
    const session = await clock.settle(joined(provider, meeting))
    simulator.connect({ meetingId: session.Meeting.MeetingId, joinToken: session.Attendee.JoinToken })
    await runClock(clock, () => heard.includes('participant.joined') && queue.messages().length === 0)
    queue.send('what is this')
    await runClock(clock, () => problems.some(({ kind }) => kind === 'poison'))
    await clock.settle(consumer.stop())
    expect(heard.filter((type) => type !== 'other').toSorted()).toEqual([
      'meeting.created',
      'participant.joined',
    ])
    expect(new Set(problems.map(({ kind }) => kind))).toEqual(new Set(['receive', 'failed', 'poison']))
    await until(() => queue.receivers === 0)
  })
})
