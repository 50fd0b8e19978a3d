import type { Session } from '../identity/session.js'
import type { Room } from '../join-link/rooms.js'
import { isSupported } from '../provider-for.js'
import { TokenBucket } from '../resilience/token-bucket.js'
import { onBehalfOf, type PageParts } from './page-parts.js'

/** How long an answer holds. Recording is begun and ended by others as well: by the backend, by the vendor. */
const HOLDS_MS = 30_000
/** Chime answers ten such questions a second in all, and has more to do than this. */
const ASKED = { perSecond: 2, burst: 5 }

/** Whether a session is recorded now, for the sign that tells everybody. */
export class RecordingSign {
  readonly #parts: PageParts
  readonly #asked: TokenBucket

  constructor(parts: PageParts) {
    this.#parts = parts
    this.#asked = new TokenBucket(ASKED, parts.core.clock)
  }

  async isRunning(session: Session, room: Room): Promise<boolean> {
    const { record, ref } = session
    const { core, meetings, rooms } = this.#parts
    const wanted = record?.settings.record ?? 'off'
    if (wanted === 'off') return false
    const provider = await core.providers.get(ref.provider, ref.tenant)
    if (!isSupported(provider, 'info.recording')) return false
    const now = core.clock.now()
    const known = room.recording
    if (known !== undefined && now < known.at + HOLDS_MS) return known.running
    const last = known?.running ?? wanted === 'automatic'
    if (!this.#asked.take()) return last
    const info = await meetings
      .info(ref, onBehalfOf(ref.tenant === undefined ? {} : ref))
      .catch(() => undefined)
    const running = info === undefined ? last : info.recording === 'running'
    await rooms.change(ref, noteRecording(running, now))
    return running
  }
}

/** Notes whether a session is recorded. */
export function noteRecording(running: boolean, at: number): (room: Room) => boolean {
  return (room) => {
    if (room.recording?.running === running && room.recording.at === at) return false
    room.recording = { running, at }
    return true
  }
}
