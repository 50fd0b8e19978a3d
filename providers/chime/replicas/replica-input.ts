import type { ProviderMeeting } from '../../../src/spec/provider.js'
import type { ResolvedChimeConfig } from '../config.js'
import { externalMeetingId } from '../external-id.js'
import { SEATS_PER_MEETING } from '../features.js'
import { type Members, objectOf } from '../reading.js'
import type { ChimeSessionMeeting } from '../session.js'
import type { ChimeFeatures, CreateMeetingInput } from '../wire.js'

/** Where those members of CreateMeeting are noted that Chime does not tell afterwards and that a replica should have, too. */
const NOTE = 'replica'

const carriedOver = [
  'Tags',
  'TenantIds',
  'NotificationsConfiguration',
  'MediaPlacementNetworkType',
  'MeetingHostId',
] as const satisfies readonly (keyof CreateMeetingInput)[]

type CarriedOver = Pick<CreateMeetingInput, (typeof carriedOver)[number]>

/** For the notes of a meeting that may have replicas: what they take over from the way it was made. No secrets. */
export function notesForReplicas(
  { replicas }: Pick<ResolvedChimeConfig, 'replicas'>,
  input: CreateMeetingInput,
): Readonly<Record<string, string>> {
  const given = carriedOver.filter((member) => input[member] !== undefined)
  if (replicas === 0 || given.length === 0) return {}
  return { [NOTE]: JSON.stringify(Object.fromEntries(given.map((member) => [member, input[member]]))) }
}

/** What makes the nth replica of a meeting: like it in everything but the number of seats. */
export function replicaInput(
  { mediaRegion }: Pick<ResolvedChimeConfig, 'mediaRegion'>,
  { key, notes, settings }: ProviderMeeting,
  { MeetingId, ExternalMeetingId, MediaRegion, MeetingFeatures }: ChimeSessionMeeting,
  n: number,
  ClientRequestToken: string,
): CreateMeetingInput {
  const { maxParticipants } = settings ?? {}
  const features = featuresOf(MeetingFeatures)
  if (maxParticipants !== undefined)
    features.Attendee = {
      MaxCount: Math.min(SEATS_PER_MEETING, maxParticipants - n * SEATS_PER_MEETING),
    }
  return {
    ...noted(notes?.[NOTE]),
    ClientRequestToken,
    PrimaryMeetingId: MeetingId,
    ExternalMeetingId: ExternalMeetingId ?? externalMeetingId(key),
    MediaRegion: MediaRegion ?? mediaRegion,
    ...(Object.keys(features).length > 0 && { MeetingFeatures: features }),
  }
}

function featuresOf(told: Members | undefined): ChimeFeatures {
  const media = ['Audio', 'Video', 'Content'].filter((medium) => objectOf(told, medium) !== undefined)
  return Object.fromEntries(media.map((medium) => [medium, objectOf(told, medium)]))
}

function noted(line: string | undefined): CarriedOver {
  if (line === undefined) return {}
  try {
    return JSON.parse(line) as CarriedOver
  } catch {
    return {}
  }
}
