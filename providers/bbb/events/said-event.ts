import type { ProviderEvent } from '../../../src/spec/provider-events.js'

type LessCommon<Event> = Event extends ProviderEvent
  ? Omit<Event, 'id' | 'at' | 'vendorType' | 'providerData' | 'meeting'>
  : never

/** What a vendor's event says in our terms, less what every event has. */
export type SaidEvent = LessCommon<ProviderEvent>
