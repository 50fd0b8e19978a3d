import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import { sleep } from '../../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ApiParts } from '../api-parts.js'
import { unlessMissing } from '../unless-missing.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'

/** How long a change that was in somebody else's way waits before it is tried again. */
const CONFLICT_MS = 200

/** Gives one attendee these capabilities. False where the attendee is gone. Safe to repeat. */
export async function setCapabilities(
  { api, clock }: ApiParts,
  input: {
    readonly MeetingId: string
    readonly AttendeeId: string
    readonly Capabilities: ChimeAttendeeCapabilities
  },
  options: ProviderCallOptions,
): Promise<boolean> {
  const attempt = (): Promise<unknown> =>
    repeatOnce(clock, options, () => api.call('UpdateAttendeeCapabilities', input, options))
  const afterConflict = async (error: unknown): Promise<unknown> => {
    if (!MeetingError.is(error) || error.code !== 'conflict') throw error
    await sleep(clock, CONFLICT_MS, options.signal)
    return attempt()
  }
  return unlessMissing(attempt().catch(afterConflict))
}
