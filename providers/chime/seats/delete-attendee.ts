import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ChimeParts } from '../parts.js'

/** Deletes an attendee, which disconnects its client and voids its join token. False where it was gone already. */
export async function deleteAttendee(
  { api, clock }: Pick<ChimeParts, 'api' | 'clock'>,
  MeetingId: string,
  AttendeeId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  const input = { MeetingId, AttendeeId }
  try {
    await repeatOnce(clock, options, () => api.call('DeleteAttendee', input, options))
    return true
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return false
    throw error
  }
}
