import { randomUUID } from 'node:crypto'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { FakeMeeting } from './fake-meeting.js'
import { takeSeat } from './seats.js'

/** Credentials for one person: a link that leads nowhere, or a session that no client library takes. */
export function fakeJoin(
  live: FakeMeeting | undefined,
  meeting: ProviderMeeting,
  request: ProviderJoinRequest,
  sdkLike: boolean,
): ProviderJoinResult {
  const { participant, role } = request
  const token = randomUUID()
  if (sdkLike) {
    if (live !== undefined) takeSeat(live, meeting.settings, request, token)
    const session = { session: live?.session, participantId: participant.id, role, token }
    return { kind: 'sdk', sdk: 'fake-sdk', session, warnings: [] }
  }
  const query = new URLSearchParams({
    meeting: meeting.key,
    id: participant.id,
    name: participant.name,
    role,
    token,
  })
  if (meeting.vendor['session'] !== undefined) query.set('session', meeting.vendor['session'])
  return { kind: 'url', url: `https://fake.invalid/join?${query}`, warnings: [] }
}
