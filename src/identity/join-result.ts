import type { JoinResult } from '../spec/join-meeting.js'
import type { ProviderJoinResult } from '../spec/provider.js'

/** Member by member: whatever else a provider answers, it is not for it to say whose join this is. */
export function joinResult(
  made: ProviderJoinResult,
  { ref, role, participantId, warnings }: Pick<JoinResult, 'ref' | 'role' | 'participantId' | 'warnings'>,
): JoinResult {
  const { kind, expiresAt } = made
  const result: JoinResult =
    kind === 'url'
      ? { kind, url: made.url, ref, role, participantId, warnings }
      : { kind, sdk: made.sdk, session: made.session, ref, role, participantId, warnings }
  return expiresAt === undefined ? result : { ...result, expiresAt }
}
