import type { Call } from '../call/call.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import { meetingErrorOf } from '../errors/meeting-error-of.js'
import { askDirectory } from '../identity/guarded-directory.js'
import { markEnded } from '../identity/mark-ended.js'
import { providerMeeting, recordedSession } from '../identity/session.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { SweepResult } from '../spec/sweep.js'
import type { VerbDependencies } from './verb-dependencies.js'

/** How many meetings are looked after at once. */
const AT_ONCE = 8

/**
 * Looks after every recorded meeting that is not known to have ended: what is overdue is ended, seats of people who left are
 * given free. One meeting that cannot be looked after does not keep the others from it.
 */
export async function sweepMeetings(
  deps: VerbDependencies,
  call: Call,
  tenant: string | undefined,
): Promise<SweepResult> {
  const result = {
    seen: 0,
    ended: [] as MeetingRef[],
    seatsFreed: 0,
    failed: [] as SweepResult['failed'][number][],
  }
  const records = liveRecords(deps, tenant)
  const worker = async (): Promise<void> => {
    for await (const record of records) {
      call.throwIfStopped()
      result.seen += 1
      const { ref } = recordedSession(record)
      try {
        const swept = await sweepOne(deps, call, record)
        result.seatsFreed += swept.seatsFreed
        if (swept.over) result.ended.push(ref)
      } catch (error) {
        const { code, message } = meetingErrorOf(error)
        result.failed.push({ ref, code, message })
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  call.throwIfStopped()
  return result
}

async function sweepOne(
  deps: VerbDependencies,
  call: Call,
  record: MeetingRecord,
): Promise<{ readonly over: boolean; readonly seatsFreed: number }> {
  const provider = await deps.providers.get(record.provider)
  if (provider.sweep === undefined) return { over: false, seatsFreed: 0 }
  const session = recordedSession(record)
  const { meeting, seatsFreed } = await provider.sweep(providerMeeting(session), call)
  if (meeting === 'open') return { over: false, seatsFreed }
  deps.verified.delete(session.key)
  await markEnded(deps, record)
  return { over: true, seatsFreed }
}

/** One iterator for all workers: each record is handed out once. */
async function* liveRecords(
  { directory }: VerbDependencies,
  tenant: string | undefined,
): AsyncGenerator<MeetingRecord, void> {
  const records = directory.scan()[Symbol.asyncIterator]()
  for (;;) {
    const next = await askDirectory(directory, () => records.next())
    if (next.done === true) return
    const { value } = next
    if (value.endedAt === undefined && (tenant === undefined || value.tenant === tenant)) yield value
  }
}
