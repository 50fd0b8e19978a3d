import { askStore } from '../ask-store.js'
import { parseDescription } from '../description.js'
import type { ChimeParts } from '../parts.js'
import type { ChimeSessionMeeting } from '../session.js'

/** Where the description of a meeting's nth replica is kept. */
export function replicaKey(primaryId: string, n: number): string {
  return `replica:${primaryId}:${n}`
}

/** The nth replica, if it was made and is remembered. Fails with `unavailable` where the store does. */
export async function knownReplica(
  parts: Pick<ChimeParts, 'clock' | 'store'>,
  primaryId: string,
  n: number,
): Promise<ChimeSessionMeeting | undefined> {
  return parseDescription(await askStore(parts, parts.store.get(replicaKey(primaryId, n))))
}

/** The replicas of a meeting that were made so far, in their order. Fails with `unavailable` where the store does. */
export async function knownReplicas(
  parts: Pick<ChimeParts, 'clock' | 'store' | 'config'>,
  primaryId: string,
): Promise<readonly ChimeSessionMeeting[]> {
  const replicas: ChimeSessionMeeting[] = []
  // They are opened one after the other, so the first that is missing is the end of them.
  for (let n = 1; n <= parts.config.replicas; n += 1) {
    const replica = await knownReplica(parts, primaryId, n)
    if (replica === undefined) break
    replicas.push(replica)
  }
  return replicas
}
