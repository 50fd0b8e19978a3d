import { askStore } from '../ask-store.js'
import type { ChimeParts } from '../parts.js'

type StoreParts = Pick<ChimeParts, 'clock' | 'store'>

/** Longer than a call that waits for its turn can take. */
const KEPT_MS = 10 * 60_000

const freeingKey = (attendeeId: string): string => `freeing:${attendeeId}`

/**
 * Says that an attendee is about to be deleted, because its person left. Whoever frees says so and then looks whether the
 * person has come back; whoever comes back says so and then looks whether the seat is being freed. So at
 * least one of them sees the other, and nobody is given an attendee that is deleted a moment later.
 */
export async function announceFreeing(parts: StoreParts, attendeeId: string): Promise<void> {
  await askStore(parts, parts.store.set(freeingKey(attendeeId), '1', KEPT_MS))
}

export async function isBeingFreed(parts: StoreParts, attendeeId: string): Promise<boolean> {
  return (await askStore(parts, parts.store.get(freeingKey(attendeeId)))) !== undefined
}
