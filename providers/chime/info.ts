import { repeatOnce } from '../../src/resilience/repeat-once.js'
import type { ProviderInfoOptions, ProviderMeeting, ProviderMeetingInfo } from '../../src/spec/provider.js'
import { overdueSince } from './lifetime.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { incomplete, objectOf, text } from './reading.js'
import { knownReplicas } from './replicas/known-replicas.js'
import { seatsInAll } from './replicas/replica-limits.js'
import { listSeats } from './seats/list-seats.js'

/**
 * Whether the meeting is there, and how large it may get: all that Chime tells. ListAttendees is asked for `seats` only,
 * because it lists whoever was ever let in, and not who is inside (fact sheet, section 2.4). A meeting whose time is up is
 * `ended`, and Chime is not asked.
 */
export async function meetingInfo(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  options: ProviderInfoOptions,
): Promise<ProviderMeetingInfo> {
  const meetingId = meetingIdOf(meeting, parts)
  const endedAt = await overdueSince(parts, meeting, options)
  if (endedAt !== undefined) return { status: 'ended', endedAt, presence: 'none', warnings: [] }
  const input = { MeetingId: meetingId }
  const answer = await repeatOnce(parts.clock, options, () => parts.api.call('GetMeeting', input, options))
  const providerData = objectOf(answer, 'Meeting')
  if (providerData === undefined) throw incomplete('GetMeeting', 'Meeting')
  const features = objectOf(providerData, 'MeetingFeatures')
  const sized = { ...(features && { MeetingFeatures: features }), ...text(providerData, 'PrimaryMeetingId') }
  const limit = seatsInAll(parts.config, meeting.settings, sized)
  const limited = typeof objectOf(features, 'Attendee')?.['MaxCount'] === 'number'
  const replicas = await replicaIds(parts, meetingId)
  return {
    status: 'open',
    presence: 'none',
    ...(limited && { maxParticipants: limit }),
    ...(options.seats === true && {
      seats: { taken: (await listSeats(parts, meeting, options)).length, limit },
    }),
    warnings: [],
    providerData: replicas.length === 0 ? providerData : { ...providerData, Replicas: replicas },
  }
}

/** Without a store that answers, the meeting itself is all that is known. */
async function replicaIds(parts: ChimeParts, primaryId: string): Promise<readonly string[]> {
  const replicas = await knownReplicas(parts, primaryId).catch(() => [])
  return replicas.map(({ MeetingId }) => MeetingId)
}
