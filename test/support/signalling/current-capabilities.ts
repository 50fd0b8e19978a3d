import type { Connection } from './connection.js'
import type { SignallingCapabilities } from './signalling-meetings.js'

/** What people may do now: what they connected with, until it is changed. */
export class CurrentCapabilities {
  readonly #changed = new Map<string, SignallingCapabilities>()

  of({ attendee }: Connection): SignallingCapabilities {
    return this.#changed.get(attendee.attendeeId) ?? attendee.capabilities
  }

  change(attendeeId: string, capabilities: SignallingCapabilities): void {
    this.#changed.set(attendeeId, capabilities)
  }
}
