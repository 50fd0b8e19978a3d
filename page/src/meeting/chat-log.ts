import type { ChatMessage } from './chat-message.js'

export interface ChatEntry extends ChatMessage {
  /** Who sent it, as the vendor vouches for: not what the message claims. */
  readonly seat: string
  readonly at: number
  /** The time is this device's own, whose clock may be wrong; of all others it is the vendor's. */
  readonly mine: boolean
  /** The vendor gave it back: it was one too many. */
  readonly failed: boolean
}

/** Enough to read back; the page stays light in a day-long meeting. */
const LIMIT = 500

/**
 * Adds a message in the order of time, as the vendor stamps it; one's own, without such a stamp, stay where they were written. One
 * that is known (kept messages arrive again after a reconnect) changes nothing.
 */
export function chatAdded(log: readonly ChatEntry[], entry: ChatEntry): readonly ChatEntry[] {
  if (log.some((known) => known.id === entry.id && known.seat === entry.seat)) return log
  const later = entry.mine ? -1 : log.findIndex(({ mine, at }) => !mine && at > entry.at)
  const index = later === -1 ? log.length : later
  return [...log.slice(0, index), entry, ...log.slice(index)].slice(-LIMIT)
}

export function chatFailed(log: readonly ChatEntry[], seat: string, id: string): readonly ChatEntry[] {
  return log.map((entry) => (entry.id === id && entry.seat === seat ? { ...entry, failed: true } : entry))
}
