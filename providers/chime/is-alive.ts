import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ApiParts } from './api-parts.js'
import { unlessMissing } from './unless-missing.js'

/** Whether Chime has the meeting. Fails with effect `none`. */
export async function isAlive(
  { api, clock }: ApiParts,
  MeetingId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  return unlessMissing(repeatOnce(clock, options, () => api.call('GetMeeting', { MeetingId }, options)))
}
