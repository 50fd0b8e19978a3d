import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import { externalUserId } from './external-id.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { roleCapabilities, sameCapabilities } from './role-capabilities.js'
import { type ChimeSession, chimeSdk } from './session.js'
import { refuseInStrictMode } from './strict.js'

/**
 * Creates an attendee, whose capabilities are the role. Every join makes one, and every one takes a seat of the meeting
 * (250 at most) until it ends, also after its person has left: seats are not used again yet.
 */
export async function joinMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { participant, role }: ProviderJoinRequest,
  options: ProviderCallOptions,
): Promise<ProviderJoinResult> {
  const meetingId = meetingIdOf(meeting, parts)
  const Meeting = await parts.descriptions.of(meeting, meetingId, options)
  const { MeetingFeatures: features } = Meeting
  const capabilities = roleCapabilities(role, meeting.settings, features)
  const asAttendee =
    role === 'attendee' ? capabilities : roleCapabilities('attendee', meeting.settings, features)
  const warnings = role === 'moderator' && sameCapabilities(capabilities, asAttendee) ? [roleless] : []
  refuseInStrictMode(warnings, options)
  const person = {
    ExternalUserId: externalUserId(participant.id),
    ...(capabilities !== undefined && { Capabilities: capabilities }),
  }
  const Attendee = await parts.gather.join(meetingId, person, options)
  const session: ChimeSession = { Meeting, Attendee }
  return { kind: 'sdk', sdk: chimeSdk, session, warnings }
}

const roleless: MeetingWarning = {
  code: 'unsupported',
  field: 'role',
  message:
    'moderator and attendee may do the same in this meeting: Chime knows no roles, only permissions, and no lock of this meeting takes one from attendees',
}
