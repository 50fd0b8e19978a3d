import type { MeetingSettings } from '../../src/spec/meeting-settings.js'
import type { ParticipantRole } from '../../src/spec/participant.js'
import type { Members } from './reading.js'
import { objectOf } from './reading.js'
import type { ChimeAttendeeCapabilities, ChimeDirection } from './wire.js'

/** What applies to an attendee of a meeting whose settings nobody remembers. */
const everythingLocked: MeetingSettings = { locks: { camera: true, microphone: true, screenShare: true } }

/**
 * What a person may send and receive, by role, settings and the meeting's own MeetingFeatures (rules: fact sheet, section
 * 2.5). Moderators keep what locks take from attendees. Undefined means Chime's default, which is the only way to let people
 * see content in a meeting whose video is off.
 */
export function roleCapabilities(
  role: ParticipantRole,
  settings: MeetingSettings | undefined,
  features: Members | undefined,
): ChimeAttendeeCapabilities | undefined {
  const { locks = {}, media = {} } = settings ?? (role === 'moderator' ? {} : everythingLocked)
  const held = role === 'moderator' ? {} : locks
  const noVideo = isOff(features, 'Video')
  const noContent = isOff(features, 'Content') || media.content === 'off'
  const audio = receiveIf(held.microphone === true)
  if (!noVideo) {
    const video = receiveIf(held.camera === true || media.video === 'off')
    return { Audio: audio, Video: video, Content: noContent ? 'None' : receiveIf(held.screenShare === true) }
  }
  if (!noContent && held.microphone !== true && held.screenShare !== true) return undefined
  return { Audio: audio, Video: 'None', Content: 'None' }
}

/** What Chime gives everybody in a meeting whose video is off (fact sheet, section 2.5), and what cannot be asked for. */
export const defaultWithoutVideo: ChimeAttendeeCapabilities = {
  Audio: 'SendReceive',
  Video: 'Receive',
  Content: 'SendReceive',
}

/** Without the permission to send sound. Who has Chime's default in a meeting without video loses content by it. */
export function withoutMicrophone(
  capabilities: ChimeAttendeeCapabilities | undefined,
): ChimeAttendeeCapabilities {
  return { ...(capabilities ?? { Video: 'None', Content: 'None' }), Audio: 'Receive' }
}

/** Whether two people may do the same. */
export function sameCapabilities(
  one: ChimeAttendeeCapabilities | undefined,
  other: ChimeAttendeeCapabilities | undefined,
): boolean {
  return one?.Audio === other?.Audio && one?.Video === other?.Video && one?.Content === other?.Content
}

function receiveIf(locked: boolean): ChimeDirection {
  return locked ? 'Receive' : 'SendReceive'
}

function isOff(features: Members | undefined, medium: 'Video' | 'Content'): boolean {
  return objectOf(features, medium)?.['MaxResolution'] === 'None'
}
