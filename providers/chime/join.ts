import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import { externalUserId } from './external-id.js'
import { refuseOverdue } from './lifetime.js'
import { meetingIdOf } from './locate.js'
import type { ChimeParts } from './parts.js'
import { roleCapabilities, sameCapabilities } from './role-capabilities.js'
import { takeSeat } from './seats/take-seat.js'
import { chimeSdk } from './session.js'
import { refuseInStrictMode } from './strict.js'

/**
 * Takes a seat, whose capabilities are the role. A participant and device have one: joining again answers the same attendee,
 * whose earlier client is disconnected by Chime ("joined from another device"), so a reload takes no second seat of the 250.
 * Without a `device` a participant has one seat in all; a second device at the same time needs one.
 *
 * An attendee who lands in a replica sees and hears and is neither seen nor heard, which a warning says: it cannot be known
 * before, so strict mode does not refuse it.
 */
export async function joinMeeting(
  parts: ChimeParts,
  meeting: ProviderMeeting,
  { participant, role, device }: ProviderJoinRequest,
  options: ProviderCallOptions,
): Promise<ProviderJoinResult> {
  const meetingId = meetingIdOf(meeting, parts)
  await refuseOverdue(parts, meeting, options)
  const primary = await parts.descriptions.of(meeting, meetingId, options)
  const { MeetingFeatures: features } = primary
  const capabilities = roleCapabilities(role, meeting.settings, features)
  const asAttendee =
    role === 'attendee' ? capabilities : roleCapabilities('attendee', meeting.settings, features)
  const warnings = role === 'moderator' && sameCapabilities(capabilities, asAttendee) ? [roleless] : []
  refuseInStrictMode(warnings, options)
  const person = externalUserId(participant.id, device)
  const seat = { meeting, primary, externalUserId: person, role, name: participant.name, capabilities }
  const session = await takeSeat(parts, seat, options)
  const listens = session.Meeting.MeetingId !== meetingId
  return { kind: 'sdk', sdk: chimeSdk, session, warnings: listens ? [...warnings, listener] : warnings }
}

const roleless: MeetingWarning = {
  code: 'unsupported',
  field: 'role',
  message:
    'moderator and attendee may do the same in this meeting: Chime knows no roles, only permissions, and no lock of this meeting takes one from attendees',
}

const listener: MeetingWarning = {
  code: 'emulated',
  field: 'role',
  message:
    'the meeting is full, so this attendee is in a replica of it: sees and hears, and is neither seen nor heard until promoted',
}
