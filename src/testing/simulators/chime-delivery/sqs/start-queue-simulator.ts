import { systemClock } from '../../../../ports/clock.js'
import { SimulatorServer } from '../../simulator-server.js'
import { arnOf, defaultAccount } from '../account.js'
import { EventGate } from '../event-gate.js'
import type { SqsContext } from './operations.js'
import type { QueueSimulatorOptions } from './options.js'
import { defaultSettings } from './queue-settings.js'
import { type Arrival, QueueSimulator } from './queue-simulator.js'
import { QueueStore } from './queue-store.js'
import { callOf } from './sqs-call.js'
import { SqsService } from './sqs-service.js'

const fakeAccessKeyId = 'AKIDSIMULATEDCHIME00'

/** Starts a simulated queue service with one queue on a free port of 127.0.0.1. */
export async function startQueueSimulator(options: QueueSimulatorOptions = {}): Promise<QueueSimulator> {
  const { clock = systemClock, region = 'us-east-1', account = defaultAccount } = options
  const { name = 'chime-events', accessKeyId = fakeAccessKeyId, maxReceiveCount } = options
  const queues = new QueueStore(clock, region, account)
  if (maxReceiveCount !== undefined) queues.create(deadLettersOf(name))
  const queue = queues.create(name, {
    ...defaultSettings,
    visibilityTimeoutSeconds: options.visibilityTimeoutSeconds ?? defaultSettings.visibilityTimeoutSeconds,
    receiveWaitSeconds: options.receiveWaitSeconds ?? defaultSettings.receiveWaitSeconds,
    retentionSeconds: options.retentionSeconds ?? defaultSettings.retentionSeconds,
    redrive:
      maxReceiveCount === undefined
        ? undefined
        : { maxReceiveCount, deadLetterTargetArn: arnOf('sqs', region, account, deadLettersOf(name)) },
  })
  // A message that comes twice is received, and deleted, each time on its own.
  const gate = new EventGate<Arrival>(({ queue, message }) => queue.put(message.twin()))
  const staged = { failingEntries: 0 }
  const context: SqsContext = {
    queues,
    origin: () => server.origin,
    put: (queue, message) => gate.put({ queue, message }),
    maximumMessageBytes: options.maximumMessageBytes ?? 1_048_576,
    failsEntry: () => {
      if (staged.failingEntries === 0) return false
      staged.failingEntries -= 1
      return true
    },
  }
  const service = new SqsService(context, region, accessKeyId)
  const server = await SimulatorServer.start({
    clock,
    nameCall: (_method, _target, headers) => callOf(headers['x-amz-target']) ?? 'Unknown',
    answer: (request, gone) => service.answer(request, gone()),
  })
  return new QueueSimulator({ server, queues, queue, gate, staged, region, accessKeyId })
}

function deadLettersOf(name: string): string {
  return `${name}-dead-letters`
}
