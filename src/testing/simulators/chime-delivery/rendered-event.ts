import type { DeliverableChimeEvent } from './chime-events.js'

/**
 * An event as queues, topics and functions get it: no `id` and no `resources`, the time with milliseconds (fact sheet,
 * section 4.4; for topics and functions assumed alike).
 */
export function notificationOf(event: DeliverableChimeEvent, account: string): Record<string, unknown> {
  return {
    version: '0',
    source: 'aws.chime',
    account,
    region: event.region,
    'detail-type': event.detailType,
    time: new Date(event.detail.timestamp).toISOString(),
    detail: event.detail,
  }
}

/** An event as EventBridge carries it: with an `id`, and with the time in whole seconds. */
export function envelopeOf(event: DeliverableChimeEvent, account: string): Record<string, unknown> {
  const time = `${new Date(event.detail.timestamp).toISOString().slice(0, 19)}Z`
  return { ...notificationOf(event, account), id: event.id, time, resources: [] }
}
