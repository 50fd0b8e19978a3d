import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import { sleep } from '../../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderModerationResult } from '../../../src/spec/provider.js'
import type { MeetingWarning } from '../../../src/spec/warning.js'
import type { ChimeParts } from '../parts.js'
import { sameCapabilities } from '../role-capabilities.js'
import type { Seat } from '../seats/list-seats.js'
import { forAll, laterStep } from '../several-steps.js'
import { unlessMissing } from '../unless-missing.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'
import { type CapabilityChange, planChanges } from './plan-changes.js'

/** How often somebody else's change at the same moment is waited for, and how long. */
const MOST_CONFLICTS = 5
const CONFLICT_MS = 100
const CONFLICT_SPREAD_MS = 200

/**
 * Brings seats of a meeting and its replicas to the capabilities that `wanted` names; undefined leaves one as it is. Answers
 * how many were changed, and warns where Chime makes people lose the sight of shared content with it. Somebody who leaves meanwhile is no failure. Safe to repeat; where it fails for one, it goes on with the
 * others.
 */
export async function changeCapabilities(
  parts: ChimeParts,
  seats: readonly Seat[],
  wanted: (seat: Seat) => ChimeAttendeeCapabilities | undefined,
  options: ProviderCallOptions,
): Promise<ProviderModerationResult> {
  const meetings = new Map<string, CapabilityChange[]>()
  for (const seat of seats) {
    const { meetingId, attendeeId, capabilities: from } = seat
    const changes = meetings.get(meetingId) ?? []
    meetings.set(meetingId, [...changes, { attendeeId, from, to: wanted(seat) ?? from }])
  }
  const needed = [...meetings.values()].flat().filter(({ from, to }) => !sameCapabilities(from, to))
  await forAll([...meetings], ([meetingId, changes]) => changeMeeting(parts, meetingId, changes, options))
  const blinded = needed.some(({ from, to }) => from.Content !== 'None' && to.Content === 'None')
  return { changed: needed.length, warnings: blinded ? [withoutContent] : [] }
}

const withoutContent: MeetingWarning = {
  code: 'emulated',
  message:
    'Chime shows shared content only to those who may see video, and video is off in this meeting: with permissions of their own, people do not see content until they join again',
}

async function changeMeeting(
  parts: ChimeParts,
  MeetingId: string,
  wanted: readonly CapabilityChange[],
  options: ProviderCallOptions,
): Promise<void> {
  const { allExcept, single } = planChanges(wanted)
  if (allExcept !== undefined) {
    const ExcludedAttendeeIds = allExcept.excluded.map((AttendeeId) => ({ AttendeeId }))
    const input = { MeetingId, ExcludedAttendeeIds, Capabilities: allExcept.to }
    await undisturbed(parts, options, () =>
      parts.api.call('BatchUpdateAttendeeCapabilitiesExcept', input, options),
    )
  }
  const changes = forAll(single, async ({ attendeeId, to }) => {
    const input = { MeetingId, AttendeeId: attendeeId, Capabilities: to }
    await unlessMissing(
      undisturbed(parts, options, () => parts.api.call('UpdateAttendeeCapabilities', input, options)),
    )
  })
  await (allExcept === undefined ? changes : laterStep(changes))
}

/** Chime refuses two changes of one meeting at the same moment with a conflict: then once more, a little later. */
async function undisturbed<T>(
  { clock }: ChimeParts,
  options: ProviderCallOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let conflicts = 0; ; conflicts += 1) {
    try {
      return await repeatOnce(clock, options, attempt)
    } catch (error) {
      if (!MeetingError.is(error) || error.code !== 'conflict' || conflicts === MOST_CONFLICTS) throw error
      await sleep(clock, CONFLICT_MS + Math.random() * CONFLICT_SPREAD_MS, options.signal)
    }
  }
}
