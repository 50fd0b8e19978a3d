import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'
import type { Deliveries } from './deliveries.js'
import { eventId } from './event-id.js'
import type { IdentifiedEvent } from './identify.js'

/** Longer than any session lives. */
export const STARTED_KEPT_MS: number = 30 * 24 * 60 * 60_000
const REFRESH_MS = 24 * 60 * 60_000
const MOST_SESSIONS = 10_000

/** Makes `meeting.started`, which no vendor sends, out of the first join of a session. */
export class MeetingStarts {
  readonly #deliveries: Deliveries
  readonly #clock: Clock
  /** Sessions of which it was told, and when that was written down last. Who is not in here is looked up. */
  readonly #told = new BoundedMap<string, number>(MOST_SESSIONS)

  constructor(deliveries: Deliveries, clock: Clock) {
    this.#deliveries = deliveries
    this.#clock = clock
  }

  /** What is to be told before an event, unless it was before. */
  before(identified: IdentifiedEvent): IdentifiedEvent | undefined {
    const { origin, event, session, meeting } = identified
    if (event.type !== 'participant.joined' || session === undefined) return undefined
    const { participant: _participant, type: _type, ...same } = event
    const id = eventId(origin, session, 'meeting.started')
    const toldAt = this.#told.get(id)
    if (toldAt === undefined)
      return {
        origin,
        event: { ...same, type: 'meeting.started', id },
        session,
        ...(meeting && { meeting }),
      }
    if (toldAt + REFRESH_MS < this.#clock.now()) this.#write(id)
    return undefined
  }

  /** It was told: by us now, or, with `known`, by somebody at some time. */
  told(id: string, known: boolean): void {
    if (known) this.#write(id)
    else this.#told.set(id, this.#clock.now())
  }

  /** After the end there is no start, whenever the joins come in. One that was begun and failed may still come again. */
  async over({ origin, session }: IdentifiedEvent): Promise<void> {
    if (session === undefined) return
    const id = eventId(origin, session, 'meeting.started')
    if (await this.#deliveries.rememberUnlessBegun(id, STARTED_KEPT_MS)) this.told(id, false)
  }

  #write(id: string): void {
    this.#told.set(id, this.#clock.now())
    // If that fails the next process asks the store in vain, and tells it again: better than not at all.
    this.#deliveries.remember(id, STARTED_KEPT_MS).catch(() => undefined)
  }
}
