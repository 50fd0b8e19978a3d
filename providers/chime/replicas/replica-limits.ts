import type { MeetingSettings } from '../../../src/spec/meeting-settings.js'
import type { ResolvedChimeConfig } from '../config.js'
import { SEATS_PER_MEETING } from '../features.js'
import { objectOf } from '../reading.js'
import type { ChimeSessionMeeting } from '../session.js'

/** What is told of a meeting that bears on its size. */
type Sized = Pick<ChimeSessionMeeting, 'MeetingFeatures' | 'PrimaryMeetingId'>

/**
 * How many replicas a meeting may have: as many as are configured, and no more than `maxParticipants` asks for. None where the
 * meeting itself has fewer seats than Chime allows, or is a replica.
 */
export function replicasOf(
  { replicas }: Pick<ResolvedChimeConfig, 'replicas'>,
  settings: MeetingSettings | undefined,
  primary: Sized,
): number {
  if (primary.PrimaryMeetingId !== undefined || seatsOf(primary) < SEATS_PER_MEETING) return 0
  const { maxParticipants } = settings ?? {}
  if (maxParticipants === undefined) return replicas
  return Math.min(replicas, Math.max(0, Math.ceil(maxParticipants / SEATS_PER_MEETING) - 1))
}

/** The seats of one Chime meeting. */
export function seatsOf({ MeetingFeatures }: Sized): number {
  const count = objectOf(MeetingFeatures, 'Attendee')?.['MaxCount']
  return typeof count === 'number' ? count : SEATS_PER_MEETING
}

/** The seats of a meeting with all the replicas that it may have. */
export function seatsInAll(
  config: Pick<ResolvedChimeConfig, 'replicas'>,
  settings: MeetingSettings | undefined,
  primary: Sized,
): number {
  const replicas = replicasOf(config, settings, primary)
  if (replicas === 0) return seatsOf(primary)
  const seats = SEATS_PER_MEETING * (1 + replicas)
  return Math.min(settings?.maxParticipants ?? seats, seats)
}
