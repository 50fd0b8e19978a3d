import { type ChimeNotification, notificationOf } from './notification.js'
import type { SimulatedChimeEvent } from './simulated-event.js'

/**
 * Renders an event as the function of the meeting's `LambdaFunctionArn` gets it. The vendor documents no sample; it is
 * assumed to look like a queue's. A function that a rule of EventBridge calls gets `eventBridgeEnvelope` instead.
 */
export function lambdaPayload(event: SimulatedChimeEvent): ChimeNotification {
  return notificationOf(event)
}
