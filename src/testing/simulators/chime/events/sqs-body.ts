import { notificationOf } from './notification.js'
import type { SimulatedChimeEvent } from './simulated-event.js'

/** Renders an event as the `Body` of the message that the queue of the meeting's `SqsQueueArn` gets: JSON text. */
export function sqsBody(event: SimulatedChimeEvent): string {
  return JSON.stringify(notificationOf(event))
}
