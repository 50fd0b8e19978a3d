import type { MeetingMedia } from '../../../src/spec/meeting-settings.js'
import type { LockRequest } from '../../../src/spec/moderation.js'
import { type Members, objectOf } from '../reading.js'
import type { ChimeAttendeeCapabilities, ChimeDirection } from '../wire.js'

/** What is off for everybody in a meeting, whoever may do what. */
export interface MeetingLimits {
  /** As the meeting was made. */
  readonly features: Members | undefined
  readonly media: MeetingMedia | undefined
}

/** Without the permission to send sound, or with it again. Who may not hear stays so. */
export function muted(from: ChimeAttendeeCapabilities, mute: boolean): ChimeAttendeeCapabilities {
  return { ...from, Audio: mute ? withoutSending(from.Audio) : withSending(from.Audio) }
}

/** With what a lock takes, or gives back; media that are off in this meeting are given to nobody. */
export function locked(
  from: ChimeAttendeeCapabilities,
  { microphone, camera, screenShare }: LockRequest,
  { media }: MeetingLimits,
): ChimeAttendeeCapabilities {
  return {
    Audio: edited(from.Audio, microphone),
    Video: edited(from.Video, camera === false && media?.video === 'off' ? undefined : camera),
    Content: edited(
      from.Content,
      screenShare === false && media?.content === 'off' ? undefined : screenShare,
    ),
  }
}

/**
 * As Chime takes it (fact sheet, section 2.5): nothing for a medium that the meeting was made without, and content only for
 * those who may receive video.
 */
export function permitted(
  wanted: ChimeAttendeeCapabilities,
  { features }: MeetingLimits,
): ChimeAttendeeCapabilities {
  const off = (medium: 'Video' | 'Content'): boolean =>
    objectOf(features, medium)?.['MaxResolution'] === 'None'
  const Video = off('Video') ? 'None' : wanted.Video
  const seesVideo = Video === 'SendReceive' || Video === 'Receive'
  return { Audio: wanted.Audio, Video, Content: off('Content') || !seesVideo ? 'None' : wanted.Content }
}

function edited(from: ChimeDirection, lock: boolean | undefined): ChimeDirection {
  if (lock === undefined) return from
  return lock ? withoutSending(from) : withSending(from)
}

function withoutSending(from: ChimeDirection): ChimeDirection {
  if (from === 'SendReceive') return 'Receive'
  return from === 'Send' ? 'None' : from
}

function withSending(from: ChimeDirection): ChimeDirection {
  return from === 'Receive' ? 'SendReceive' : from
}
