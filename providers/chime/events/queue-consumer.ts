import { loadQueue } from './aws.js'
import type { EventReceiver } from './event-receiver.js'
import { QueueLoop } from './queue/queue-loop.js'
import { type ConsumeQueueOptions, queueSettings } from './queue/queue-options.js'

/** Takes messages out of a queue until it is stopped. */
export interface QueueConsumer {
  /** Asks for no more messages, waits for those that are being handled, and deletes them. Safe to repeat. */
  stop(): Promise<void>
}

/**
 * Hands on the messages of an SQS queue: events that Chime sends there (`events.sqsQueueArn`), that a rule of EventBridge puts
 * there, or that a topic does. Whoever may send to the queue is believed, so let its policy name nobody else.
 *
 * Each message is handled for itself. What was handled is deleted; what failed comes again after 1, 2, 4 … 300 seconds; what
 * cannot be read is left to the queue's redrive policy: have one, with a dead-letter queue. An event may come more than once. Failures
 * never end it; start as many, in as many processes, as you like.
 *
 * Needs the package `@aws-sdk/client-sqs`, and the permissions `sqs:ReceiveMessage`, `sqs:DeleteMessage` and
 * `sqs:ChangeMessageVisibility`. Rejects with `invalid-request` for wrong options, and with `not-configured` without the package.
 */
export async function consumeQueue(
  handler: EventReceiver,
  options: ConsumeQueueOptions,
): Promise<QueueConsumer> {
  const settings = queueSettings(options)
  const loop = new QueueLoop(await loadQueue(options, settings), handler, settings)
  return { stop: () => loop.stop() }
}
