import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ApiParts } from '../api-parts.js'
import { unlessMissing } from '../unless-missing.js'

/** Deletes an attendee, which disconnects its client and voids its join token. False where it was gone already. */
export async function deleteAttendee(
  { api, clock }: ApiParts,
  MeetingId: string,
  AttendeeId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  const input = { MeetingId, AttendeeId }
  return unlessMissing(repeatOnce(clock, options, () => api.call('DeleteAttendee', input, options)))
}
