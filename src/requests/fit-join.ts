import type { CapabilityKey, ProviderCapabilities } from '../spec/capabilities.js'
import type { JoinMeetingRequest } from '../spec/join-meeting.js'
import type { ProviderJoinRequest } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { type Fitted, ownOptions } from './fit-create.js'
import { unsupported } from './warnings.js'

type Optional = 'avatarUrl' | 'guest' | 'authenticated' | 'device' | 'role'

/** Fits a join to what a provider declares, as `fitCreate` does, and fills in the defaults. */
export function fitJoin(
  request: JoinMeetingRequest,
  participantId: string,
  verify: boolean,
  type: string,
  capabilities: ProviderCapabilities,
): Fitted<ProviderJoinRequest> {
  const warnings: MeetingWarning[] = []
  const takes = (field: Optional, path: string, asked: boolean): boolean => {
    const capability = capabilities[`join.${field}` satisfies CapabilityKey]
    if ((capability?.support ?? 'unsupported') !== 'unsupported') return asked
    if (asked) warnings.push(unsupported(path, capability?.note))
    return false
  }
  const { avatarUrl, guest, authenticated, name } = request.participant
  const participant = {
    id: participantId,
    name,
    ...(takes('avatarUrl', 'participant.avatarUrl', avatarUrl !== undefined) &&
      avatarUrl !== undefined && { avatarUrl }),
    ...(takes('guest', 'participant.guest', guest === true) && { guest: true }),
    ...(takes('authenticated', 'participant.authenticated', authenticated !== undefined) &&
      authenticated !== undefined && { authenticated }),
  }
  const fitted: ProviderJoinRequest = {
    participant,
    role: takes('role', 'role', request.role === 'moderator') ? 'moderator' : 'attendee',
    verify,
    ...(takes('device', 'device', request.device !== undefined) &&
      request.device !== undefined && { device: request.device }),
    ...ownOptions(request.providerOptions, type),
  }
  return { request: fitted, warnings }
}
