import type { Store } from '../../../src/ports/store.js'
import type { ProviderEvent } from '../../../src/spec/provider-events.js'

/** Longer than people stay. */
const KEPT_MS = 48 * 60 * 60_000

/**
 * Remembers which id of yours somebody came in with, and puts it into chat messages, of whose senders the server tells its own id
 * only. Where the store does not answer, that one stays: a message is worth more than who wrote it.
 */
export async function withOwnId(event: ProviderEvent, store: Store): Promise<ProviderEvent> {
  if (event.type !== 'participant.joined' && event.type !== 'chat.message') return event
  const { participant } = event
  if (participant === undefined) return event
  const { id, connectionId } = participant
  const key = `user:${connectionId}`
  try {
    if (event.type === 'participant.joined') await store.set(key, id, KEPT_MS)
    if (event.type === 'participant.joined' || id !== connectionId) return event
    const own = await store.get(key)
    return own === undefined ? event : { ...event, participant: { ...participant, id: own } }
  } catch {
    return event
  }
}
