import { accountId } from '../arn.js'
import type { SimulatedChimeEventDetail } from './event-detail.js'
import type { SimulatedChimeEvent } from './simulated-event.js'

/** An event as a queue gets it: no `id` and no `resources`, the time with milliseconds (fact sheet, section 4.4). */
export interface ChimeNotification {
  readonly version: '0'
  readonly source: 'aws.chime'
  readonly account: string
  readonly region: string
  readonly 'detail-type': string
  readonly time: string
  readonly detail: SimulatedChimeEventDetail
}

export function notificationOf(event: SimulatedChimeEvent): ChimeNotification {
  return {
    version: '0',
    source: 'aws.chime',
    account: accountId,
    region: event.region,
    'detail-type': event.detailType,
    time: new Date(event.detail.timestamp).toISOString(),
    detail: event.detail,
  }
}
