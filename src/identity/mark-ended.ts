import type { Directory } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import type { Clock } from '../ports/clock.js'
import { holdsCreate, noteClaim } from './record-note.js'

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
  const now = clock.now()
  try {
    const result = await directory.claim(noteClaim(record, now))
    if (result.outcome !== 'claimed') return
    if (holdsCreate(result.claim)) await directory.release(result.claim, true)
    else await directory.complete(result.claim, { ...record, endedAt: now })
  } catch {
    // See above.
  }
}
