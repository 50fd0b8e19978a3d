import { sameCapabilities } from '../role-capabilities.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'

/** One attendee of a meeting, as it is and as it is to be. */
export interface CapabilityChange {
  readonly attendeeId: string
  readonly from: ChimeAttendeeCapabilities
  readonly to: ChimeAttendeeCapabilities
}

/** How the attendees of one Chime meeting come to be as they are to be. */
export interface ChangePlan {
  /** One call for everybody but some, first. */
  readonly allExcept?: { readonly to: ChimeAttendeeCapabilities; readonly excluded: readonly string[] }
  /** Then a call each. */
  readonly single: readonly CapabilityChange[]
}

/** Fewer calls than this are not worth one that concerns everybody. */
const FEW = 3
/** Most exclusions of one call (fact sheet, section 1.1). */
const MOST_EXCLUDED = 250

/**
 * As few calls as possible: the change that most need goes to everybody but those for whom it is not right. The list of
 * exceptions may not be empty, so where there is none, one attendee is excepted and, if need be, changed alone.
 */
export function planChanges(everybody: readonly CapabilityChange[]): ChangePlan {
  const needed = everybody.filter(({ from, to }) => !sameCapabilities(from, to))
  const common = mostWanted(needed)
  const excluded = everybody.filter(({ to }) => common === undefined || !sameCapabilities(to, common))
  const affected = needed.length - needed.filter((change) => excluded.includes(change)).length
  if (common === undefined || affected < FEW || excluded.length > MOST_EXCLUDED) return { single: needed }
  if (excluded.length === 0) {
    const spared = everybody.find((change) => !needed.includes(change)) ?? everybody[0]
    if (spared !== undefined) excluded.push(spared)
  }
  return {
    allExcept: { to: common, excluded: excluded.map(({ attendeeId }) => attendeeId) },
    single: needed.filter((change) => excluded.includes(change)),
  }
}

function mostWanted(changes: readonly CapabilityChange[]): ChimeAttendeeCapabilities | undefined {
  const counted: { to: ChimeAttendeeCapabilities; count: number }[] = []
  for (const { to } of changes) {
    const known = counted.find((other) => sameCapabilities(other.to, to))
    if (known === undefined) counted.push({ to, count: 1 })
    else known.count += 1
  }
  return counted.sort((one, other) => other.count - one.count)[0]?.to
}
