import { randomUUID } from 'node:crypto'
import type { ProviderJoinRequest, ProviderJoinResult, ProviderMeeting } from '../../src/spec/provider.js'
import type { FakeMeeting } from './fake-meeting.js'

/** Credentials for one person: a link that leads nowhere, or a session that no client library takes. */
export function fakeJoin(
  live: FakeMeeting | undefined,
  meeting: ProviderMeeting,
  { participant, role }: ProviderJoinRequest,
  sdkLike: boolean,
): ProviderJoinResult {
  const token = randomUUID()
  if (sdkLike) {
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
