import { type ChimeNotification, notificationOf } from './notification.js'
import type { SimulatedChimeEvent } from './simulated-event.js'

/** An event as EventBridge hands it to the target of a rule. */
export interface ChimeEventBridgeEnvelope extends ChimeNotification {
  readonly id: string
  readonly resources: readonly string[]
}

/** Renders an event as EventBridge carries it: with an `id`, and with the time in whole seconds. */
export function eventBridgeEnvelope(event: SimulatedChimeEvent): ChimeEventBridgeEnvelope {
  const notification = notificationOf(event)
  return {
    ...notification,
    id: event.id,
    time: notification.time.replace(/\.\d+Z$/, 'Z'),
    resources: [],
  }
}
