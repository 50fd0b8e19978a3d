import { MeetingError } from '../../../src/errors/meeting-error.js'
import { askStore, keysOf } from '../ask-store.js'
import type { ChimeParts } from '../parts.js'
import { parseSeat, type SeatEntry, seatText } from './seat-entry.js'

/** Longer than any meeting lives, which is 24 hours (fact sheet, section 2.3). */
export const KEPT_MS: number = 25 * 60 * 60_000

type LedgerParts = Pick<ChimeParts, 'clock' | 'store'>

/** Seats are found by the meeting that people joined, whichever replica they are in. */
function seatKey(primaryId: string, externalUserId: string): string {
  return `seat:${primaryId}:${externalUserId}`
}

/** What is remembered of a seat; undefined for nothing. Fails with `unavailable` where the store does. */
export async function readSeat(
  parts: LedgerParts,
  primaryId: string,
  externalUserId: string,
): Promise<SeatEntry | undefined> {
  return parseSeat(await askStore(parts, parts.store.get(seatKey(primaryId, externalUserId))))
}

/** Remembers a seat in place of what was remembered. Fails with `unavailable` where the store does. */
export async function writeSeat(
  parts: LedgerParts,
  primaryId: string,
  externalUserId: string,
  entry: SeatEntry,
): Promise<void> {
  await askStore(parts, parts.store.set(seatKey(primaryId, externalUserId), seatText(entry), KEPT_MS))
}

/** How often a change is begun anew because others changed the same seat at the same time. */
const MOST_TRIES = 10

/**
 * Changes what is remembered of a seat without undoing what others change at the same moment: `change` is asked again where they
 * did. Answers what is remembered now; undefined for nothing, which is not changed. `change` answers undefined to leave it as it is.
 * Fails with `unavailable` where the store does.
 */
export async function changeSeat(
  { clock, store }: LedgerParts,
  primaryId: string,
  externalUserId: string,
  change: (entry: SeatEntry) => SeatEntry | undefined,
): Promise<SeatEntry | undefined> {
  const key = seatKey(primaryId, externalUserId)
  for (let tries = 1; ; tries += 1) {
    const line = await askStore({ clock }, store.get(key))
    const entry = parseSeat(line)
    const changed = entry && change(entry)
    if (changed === undefined) return entry
    if (await askStore({ clock }, store.swap(key, line, seatText(changed), KEPT_MS))) return changed
    if (tries === MOST_TRIES) throw busy()
  }
}

function busy(): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: 'too many change what is remembered of a seat at the same moment',
    effect: 'none',
  })
}

/** Whether anybody was ever let in, as far as is remembered, and whether all of them have left. */
export async function peopleRemembered(
  parts: LedgerParts,
  primaryId: string,
): Promise<'nobody' | 'somebody inside' | 'all have left'> {
  const prefix = seatKey(primaryId, '')
  let people: 'nobody' | 'all have left' = 'nobody'
  for await (const key of keysOf(parts, prefix)) {
    const entry = await readSeat(parts, primaryId, key.slice(prefix.length))
    if (entry !== undefined && entry.leftAt === undefined) return 'somebody inside'
    people = 'all have left'
  }
  return people
}
