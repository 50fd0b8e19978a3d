import type { Call } from '../call/call.js'
import type { Directory } from '../directory/directory.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import type { Clock } from '../ports/clock.js'
import { sleep } from '../resilience/sleep.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'
import { askDirectory } from './guarded-directory.js'
import { holdsCreate, noteClaim } from './record-note.js'

/** How long somebody who finds the record claimed waits before looking again. */
const LOOK_MS = 50

/**
 * Changes what the record says about its session's settings, so that whoever joins later, on any machine, gets them. Two
 * changes at the same moment come one after the other. Answers the record as it is then; undefined where another session has
 * taken its place, or is about to.
 */
export async function changeSettings(
  { directory, clock }: { directory: Directory; clock: Clock },
  call: Call,
  record: MeetingRecord,
  change: (settings: MeetingSettings) => MeetingSettings,
): Promise<MeetingRecord | undefined> {
  const { tenant, id, incarnation } = record
  const key = { tenant, id }
  for (;;) {
    call.throwIfStopped()
    const wanted = noteClaim(record, clock.now())
    const result = await askDirectory(directory, (asked) => asked.claim(wanted))
    if (result.outcome === 'changed') return undefined
    if (result.outcome === 'claimed') {
      const { claim } = result
      // Read again under the claim: somebody may have changed the settings since.
      const latest = await askDirectory(directory, (asked) => asked.get(key))
      const isTaken = holdsCreate(claim)
      if (isTaken || latest === undefined || latest.incarnation !== incarnation) {
        await askDirectory(directory, (asked) => asked.release(claim, isTaken))
        return undefined
      }
      const changed = { ...latest, settings: change(latest.settings) }
      if (await askDirectory(directory, (asked) => asked.complete(claim, changed))) return changed
    }
    await sleep(clock, LOOK_MS, call.signal)
  }
}
