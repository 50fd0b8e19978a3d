import type { Participant } from '../participant.js'
import type { BbbEventName } from './bbb-event.js'

/** Something that happened in a meeting, under the name that version 3 of the hooks program has for it. */
export interface MeetingHappening {
  readonly event: BbbEventName
  /** Whom it is about. */
  readonly participant?: Participant
  /** Further attributes, see `BbbEventAbout`. */
  readonly attributes?: Readonly<Record<string, unknown>>
  /** What somebody wrote, and under which name if it was nobody inside. */
  readonly message?: { readonly text: string; readonly userName?: string }
}
