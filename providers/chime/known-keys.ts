import { askStore } from './ask-store.js'
import { externalMeetingId } from './external-id.js'
import type { ChimeParts } from './parts.js'
import { KEPT_MS } from './seats/ledger.js'

type StoreParts = Pick<ChimeParts, 'clock' | 'store'>

/** 64 characters, the last seventeen a dot and a hash. Nothing else looks so: own ids hold no dot, and hashes of tenants stand first. */
const shortened = /^.{47}\.[\da-f]{16}$/

const storeKey = (told: string): string => `key:${told}`

/**
 * Notes which meeting an ExternalMeetingId stands for that is not the key itself, because that is too long for Chime: its events
 * name no other. Done before Chime is asked, since events may be faster than answers; does nothing for other meetings. A store
 * that fails costs the ref of the meeting's events.
 */
export async function rememberKey(parts: StoreParts, key: string): Promise<void> {
  const told = externalMeetingId(key)
  if (told === key) return
  await askStore(parts, parts.store.set(storeKey(told), key, KEPT_MS)).catch(() => undefined)
}

/** The key of the meeting of which Chime was told this. Fails with `unavailable` where the store has to be asked and fails. */
export async function keyOf(parts: StoreParts, told: string): Promise<string> {
  if (!shortened.test(told)) return told
  return (await askStore(parts, parts.store.get(storeKey(told)))) ?? told
}
