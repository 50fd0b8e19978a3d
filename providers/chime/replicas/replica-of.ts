import { MeetingError } from '../../../src/errors/meeting-error.js'
import { BoundedMap } from '../../../src/memory/bounded-map.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { askStore } from '../ask-store.js'
import type { ChimeParts } from '../parts.js'
import { KEPT_MS } from '../seats/ledger.js'

type StoreParts = Pick<ChimeParts, 'clock' | 'store'>

const MOST_KNOWN = 10_000

const storeKey = (meetingId: string): string => `replica-of:${meetingId}`

/** For who hears of a replica by its MeetingId. A store that fails costs that. */
export async function rememberReplica(
  { clock, store }: StoreParts,
  replicaId: string,
  primaryId: string,
): Promise<void> {
  await askStore({ clock }, store.set(storeKey(replicaId), primaryId, KEPT_MS)).catch(() => undefined)
}

/** Which meetings are replicas of which; for events, of which those of a replica are about the meeting itself. */
export class ReplicaIndex {
  readonly #parts: ChimeParts
  readonly #primaries = new BoundedMap<string, string>(MOST_KNOWN)

  constructor(parts: ChimeParts) {
    this.#parts = parts
  }

  /**
   * The MeetingId of the meeting that this one is a replica of; of one that is none, its own. Asks nobody where no replicas are
   * configured, and Chime only with `ask`: for the event that a meeting has begun, which may be faster than the note of it. Fails
   * with `unavailable` where the store does.
   */
  async primaryOf(meetingId: string, ask: boolean, options: ProviderCallOptions): Promise<string> {
    const { config, clock, store } = this.#parts
    if (config.replicas === 0) return meetingId
    const known = this.#primaries.get(meetingId)
    if (known !== undefined) return known
    const noted = await askStore({ clock }, store.get(storeKey(meetingId)))
    const primaryId = noted ?? (ask ? await this.#asked(meetingId, options) : undefined)
    if (primaryId !== undefined) this.#primaries.set(meetingId, primaryId)
    return primaryId ?? meetingId
  }

  /** Undefined where Chime will not say; fails where it may later, so that the event comes again. */
  async #asked(meetingId: string, options: ProviderCallOptions): Promise<string | undefined> {
    const { descriptions } = this.#parts
    try {
      const { PrimaryMeetingId, ExternalMeetingId } = await descriptions.byId(meetingId, options)
      if (PrimaryMeetingId === undefined) return meetingId
      // A replica that was asked for with `providerOptions` is a meeting of its own, with an id of its own.
      const primary = await descriptions.byId(PrimaryMeetingId, options)
      return primary.ExternalMeetingId === ExternalMeetingId ? PrimaryMeetingId : meetingId
    } catch (error) {
      if (!MeetingError.is(error) || error.retryable || error.code === 'aborted') throw error
      return undefined
    }
  }
}
