import { MeetingError } from '../../src/errors/meeting-error.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import { sleep } from '../../src/resilience/sleep.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ChimeParts } from './parts.js'
import type { CreateMeetingInput } from './wire.js'

/** How long two creates of one meeting stay out of each other's way before the second looks again. */
const CONFLICT_MS = 200

/** CreateMeeting. Where another one with the same token is under way, the meeting that it makes is the answer. */
export async function sendCreate(
  { api, clock }: Pick<ChimeParts, 'api' | 'clock'>,
  input: CreateMeetingInput,
  options: ProviderCallOptions,
): Promise<unknown> {
  const attempt = (): Promise<unknown> => api.call('CreateMeeting', input, options)
  try {
    return await repeatOnce(clock, options, attempt)
  } catch (error) {
    if (!MeetingError.is(error) || error.code !== 'conflict') throw error
  }
  try {
    await sleep(clock, CONFLICT_MS, options.signal)
    return await attempt()
  } catch (error) {
    throw MeetingError.is(error) ? error.with({ effect: 'unknown' }) : error
  }
}
