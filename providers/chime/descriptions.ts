import { BoundedMap } from '../../src/memory/bounded-map.js'
import type { Clock } from '../../src/ports/clock.js'
import type { Store } from '../../src/ports/store.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import type { ChimeApi } from './api.js'
import { askStore } from './ask-store.js'
import { describedBy, descriptionText, parseDescription, readDescription } from './description.js'
import type { ChimeSessionMeeting } from './session.js'
import { SharedWork } from './shared-work.js'

/** A meeting's description never changes; the limit only keeps the store small. */
const KEPT_MS = 5 * 60_000
/** How many this process keeps, so that a store that fails costs one call a meeting and not two a join. */
const MAX_KEPT = 1_000

/** Where a join gets the meeting's media addresses from: the record, else the store, else Chime, asked once for everybody. */
export class MeetingDescriptions {
  readonly #api: ChimeApi
  readonly #clock: Clock
  readonly #store: Store
  readonly #kept = new BoundedMap<string, { description: ChimeSessionMeeting; until: number }>(MAX_KEPT)
  readonly #asked = new SharedWork<ChimeSessionMeeting>()

  constructor(api: ChimeApi, clock: Clock, store: Store) {
    this.#api = api
    this.#clock = clock
    this.#store = store
  }

  /** Fails with `not-found` where the meeting is gone and nobody remembers it. That it is remembered does not mean that it lives. */
  async of(
    meeting: ProviderMeeting,
    meetingId: string,
    options: ProviderCallOptions,
  ): Promise<ChimeSessionMeeting> {
    return describedBy(meeting.notes, meetingId) ?? this.byId(meetingId, options)
  }

  /** The same without a record: of a replica, for example. */
  byId(meetingId: string, options: ProviderCallOptions): Promise<ChimeSessionMeeting> {
    return this.#asked.run(meetingId, options, (shared) => this.#find(meetingId, shared))
  }

  async #find(meetingId: string, options: ProviderCallOptions): Promise<ChimeSessionMeeting> {
    const parts = { clock: this.#clock }
    const key = `meeting:${meetingId}`
    const kept = this.#kept.get(meetingId)
    if (kept !== undefined && kept.until > this.#clock.now()) return kept.description
    // A store that fails costs a call to Chime, not the join.
    const stored = parseDescription(await askStore(parts, this.#store.get(key)).catch(() => undefined))
    if (stored !== undefined) return this.#keep(stored)
    const answer = await repeatOnce(this.#clock, options, () =>
      this.#api.call('GetMeeting', { MeetingId: meetingId }, options),
    )
    const description = readDescription('GetMeeting', answer)
    await askStore(parts, this.#store.set(key, descriptionText(description), KEPT_MS)).catch(() => undefined)
    return this.#keep(description)
  }

  #keep(description: ChimeSessionMeeting): ChimeSessionMeeting {
    this.#kept.set(description.MeetingId, { description, until: this.#clock.now() + KEPT_MS })
    return description
  }
}
