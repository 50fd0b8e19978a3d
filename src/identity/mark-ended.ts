import { randomBytes } from 'node:crypto'
import type { Directory } from '../directory/directory.js'
import type { MeetingDraft, MeetingRecord } from '../directory/meeting-record.js'
import type { Clock } from '../ports/clock.js'

const LEASE_MS = 5_000

/**
 * Writes into a record that its session was ended, so that no process takes it for alive any more. Somebody who is
 * making the next session right now is not disturbed, and a directory that fails does not fail the end: the vendor is
 * asked again before the record is believed.
 */
export async function markEnded(
  context: { directory: Directory; clock: Clock },
  record: MeetingRecord,
): Promise<void> {
  if (record.endedAt !== undefined) return
  const { directory, clock } = context
  const { tenant, id, incarnation, provider } = record
  const madeAt = clock.now()
  const draft: MeetingDraft = {
    incarnation: incarnation + 1,
    provider,
    requestToken: randomBytes(16).toString('hex'),
    madeAt,
    note: true,
  }
  try {
    const result = await directory.claim({
      key: { tenant, id },
      replaces: incarnation,
      draft,
      leaseMs: LEASE_MS,
    })
    if (result.outcome !== 'claimed') return
    if (result.claim.inherited && result.claim.draft.note !== true)
      await directory.release(result.claim, true)
    else await directory.complete(result.claim, { ...record, endedAt: madeAt })
  } catch {
    // See above.
  }
}
