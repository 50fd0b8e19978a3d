import type { Clock } from '../../src/ports/clock.js'
import type { Store } from '../../src/ports/store.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import { abandonable, unhurried } from './abandon.js'
import type { ChimeApi } from './api.js'
import { describedBy, descriptionText, parseDescription, readDescription } from './description.js'
import type { ChimeSessionMeeting } from './session.js'

/** A meeting's description never changes; the limit only keeps the store small. */
const KEPT_MS = 5 * 60_000

/** Where a join gets the meeting's media addresses from: the record, else the store, else Chime, asked once for everybody. */
export class MeetingDescriptions {
  readonly #api: ChimeApi
  readonly #clock: Clock
  readonly #store: Store
  readonly #asked = new Map<string, Promise<ChimeSessionMeeting>>()

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
    let asked = this.#asked.get(meetingId)
    if (asked === undefined) {
      asked = this.#find(meetingId, options.remainingMs).finally(() => this.#asked.delete(meetingId))
      this.#asked.set(meetingId, asked)
    }
    return abandonable(asked, options.signal, 'none')
  }

  async #find(meetingId: string, remainingMs: number): Promise<ChimeSessionMeeting> {
    const key = `meeting:${meetingId}`
    // A store that fails costs a call to Chime, not the join.
    const stored = parseDescription(await this.#store.get(key).catch(() => undefined))
    if (stored !== undefined) return stored
    const options = unhurried(remainingMs)
    const answer = await repeatOnce(this.#clock, options, () =>
      this.#api.call('GetMeeting', { MeetingId: meetingId }, options),
    )
    const description = readDescription('GetMeeting', answer)
    await this.#store.set(key, descriptionText(description), KEPT_MS).catch(() => undefined)
    return description
  }
}
