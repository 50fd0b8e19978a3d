import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ApiParts } from './api-parts.js'
import { unlessMissing } from './unless-missing.js'

/** Deletes a meeting, and with it its replicas. False where Chime has none (any more). */
export async function deleteMeeting(
  { api, clock }: ApiParts,
  MeetingId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  return unlessMissing(repeatOnce(clock, options, () => api.call('DeleteMeeting', { MeetingId }, options)))
}
