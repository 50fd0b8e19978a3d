import { MeetingError } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ChimeParts } from './parts.js'

/** Whether Chime has the meeting. Fails with effect `none`. */
export async function isAlive(
  { api, clock }: Pick<ChimeParts, 'api' | 'clock'>,
  MeetingId: string,
  options: ProviderCallOptions,
): Promise<boolean> {
  try {
    await repeatOnce(clock, options, () => api.call('GetMeeting', { MeetingId }, options))
    return true
  } catch (error) {
    if (MeetingError.is(error) && error.code === 'not-found') return false
    throw error
  }
}
