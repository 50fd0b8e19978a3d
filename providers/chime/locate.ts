import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import type { ChimeParts } from './parts.js'

/**
 * The MeetingId of a meeting that this instance can reach. Fails with `not-found` without one, because Chime finds no
 * meeting by your id, and with `not-configured` where the meeting lives in another control region.
 */
export function meetingIdOf({ vendor }: ProviderMeeting, { name, config }: ChimeParts): string {
  const { meetingId, region } = vendor as { readonly meetingId?: string; readonly region?: string }
  if (meetingId === undefined)
    throw new MeetingError({
      code: 'not-found',
      message: 'no meeting is recorded under this id, and Chime cannot be asked for one by your id',
    })
  if (region !== undefined && region !== config.region)
    throw new MeetingError({
      code: 'not-configured',
      message:
        `the meeting lives in control region ${region} and can be reached only there, ` +
        `but provider "${name}" is configured for ${config.region}: configure another instance for ${region}`,
    })
  return meetingId
}
