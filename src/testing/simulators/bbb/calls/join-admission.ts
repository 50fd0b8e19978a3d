import type { Meeting } from '../meeting.js'
import type { Participant } from '../participant.js'
import { isTrue } from '../values.js'
import type { Violation } from '../violation.js'

/** How many connections the server allows one userID. */
const sessionsPerUser = 3

export type Admission = Pick<Participant, 'role' | 'guest' | 'guestStatus'>

/** What the server decides about a valid `join`, step by step: as whom the person comes in, or why not. */
export function admit(
  release: number,
  meeting: Meeting,
  params: ReadonlyMap<string, string>,
): Admission | Violation {
  const createTime = params.get('createTime')
  // An empty value is a mismatch too; only a missing one is not looked at.
  if (createTime !== undefined && (createTime === '' || Number(createTime) !== meeting.identity.createTime)) {
    return {
      key: 'mismatchCreateTimeParam',
      message: 'The createTime parameter submitted mismatches with the current meeting',
    }
  }
  const role = roleOf(release, meeting, params)
  if (role === undefined) {
    return {
      key: 'Params required',
      message: 'You must either send the valid role of the user, or (deprecated) the password',
    }
  }
  if (isFull(meeting, params.get('userID'))) {
    return {
      key: 'maxParticipantsReached',
      message: 'The number of participants allowed for this meeting has been reached',
    }
  }
  const guest = isTrue(params.get('guest'))
  const guestStatus = guestStatusOf(meeting.settings.guestPolicy, guest, isTrue(params.get('auth')))
  if (guestStatus === 'DENY') {
    return {
      key: 'guestDeniedAccess',
      message: "You have been denied access to this meeting based on the meeting's guest policy",
    }
  }
  return { role, guest, guestStatus }
}

/**
 * A valid role goes before the password; the password decides where the role is missing or unknown, and on 2.2 and
 * 2.3, which know no roles, always.
 */
function roleOf(
  release: number,
  { settings }: Meeting,
  params: ReadonlyMap<string, string>,
): Participant['role'] | undefined {
  const role = release < 2.4 ? undefined : params.get('role')?.toUpperCase()
  if (role === 'MODERATOR' || role === 'VIEWER') return role
  const password = params.get('password') || undefined
  if (password === undefined) return undefined
  if (password === settings.moderatorPW) return 'MODERATOR'
  return password === settings.attendeePW ? 'VIEWER' : undefined
}

function isFull({ settings, present }: Meeting, userID: string | undefined): boolean {
  if (settings.maxParticipants > 0 && present.length >= settings.maxParticipants) return true
  return present.filter((other) => other.userID === userID).length >= sessionsPerUser
}

/** The policy concerns guests only; a policy that the server does not know denies. */
function guestStatusOf(policy: string, guest: boolean, authenticated: boolean): 'ALLOW' | 'WAIT' | 'DENY' {
  if (!guest || policy === 'ALWAYS_ACCEPT') return 'ALLOW'
  if (policy === 'ALWAYS_ACCEPT_AUTH') return authenticated ? 'ALLOW' : 'WAIT'
  return policy === 'ASK_MODERATOR' ? 'WAIT' : 'DENY'
}
