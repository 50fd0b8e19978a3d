import type { SimulatedChimeDelivery } from './delivery.js'
import type { SimulatedChimeEventDetail } from './event-detail.js'

/** Something that the service told about, independent of the transport that carries it. */
export interface SimulatedChimeEvent {
  /** What EventBridge calls `id`: the same on every delivery of the event. */
  readonly id: string
  readonly detailType: 'Chime Meeting State Change' | 'Chime Media Pipeline State Change'
  /** The control region. */
  readonly region: string
  readonly detail: SimulatedChimeEventDetail
  /** On which ways it goes out: EventBridge, and what the meeting's NotificationsConfiguration asked for. */
  readonly deliveries: readonly SimulatedChimeDelivery[]
}
