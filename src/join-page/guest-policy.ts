import type { JoinClaims } from '../join-link/join-claims.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'

/**
 * What happens to somebody who comes: `ask` a moderator first, `deny`, or `admit`. Moderators never wait. Of a meeting of which
 * nothing is known, guests ask first.
 */
export function guestPolicyFor(
  { participant, role }: Pick<JoinClaims, 'participant' | 'role'>,
  settings: Pick<MeetingSettings, 'guestPolicy'> | undefined,
): 'admit' | 'ask' | 'deny' {
  const { guestPolicy = 'accept' } = settings ?? { guestPolicy: 'ask-moderator' as const }
  if (participant.guest !== true || role === 'moderator' || guestPolicy === 'accept') return 'admit'
  if (guestPolicy === 'deny') return 'deny'
  return guestPolicy === 'ask-unless-authenticated' && participant.authenticated === true ? 'admit' : 'ask'
}
