import type { CapabilityKey, ProviderCapabilities } from '../spec/capabilities.js'
import type { JoinMeetingRequest } from '../spec/join-meeting.js'
import type { ProviderJoinRequest } from '../spec/provider.js'
import type { MeetingWarning } from '../spec/warning.js'
import { type Fitted, ownOptions } from './fit-create.js'
import { unsupported } from './warnings.js'

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Fits a join to what a provider declares, as `fitCreate` does, and fills in the defaults. */
export function fitJoin(
  request: JoinMeetingRequest,
  participantId: string,
  verify: boolean,
  type: string,
  capabilities: ProviderCapabilities,
): Fitted<ProviderJoinRequest> {
  const warnings: MeetingWarning[] = []
  const takes = (key: CapabilityKey, path: string): boolean => {
    const capability = capabilities[key]
    if ((capability?.support ?? 'unsupported') !== 'unsupported') return true
    warnings.push(unsupported(path, capability?.note))
    return false
  }
  const { role, device, providerOptions } = request
  const { avatarUrl, guest, authenticated, name } = request.participant
  const participant: Mutable<ProviderJoinRequest['participant']> = { id: participantId, name }
  if (avatarUrl !== undefined && takes('join.avatarUrl', 'participant.avatarUrl'))
    participant.avatarUrl = avatarUrl
  if (guest === true && takes('join.guest', 'participant.guest')) participant.guest = true
  if (authenticated !== undefined && takes('join.authenticated', 'participant.authenticated'))
    participant.authenticated = authenticated
  const moderates = role === 'moderator' && takes('join.role', 'role')
  const fitted: Mutable<ProviderJoinRequest> = {
    participant,
    role: moderates ? 'moderator' : 'attendee',
    verify,
  }
  if (device !== undefined && takes('join.device', 'device')) fitted.device = device
  const own = ownOptions(providerOptions, type)
  if (own.providerOptions !== undefined) fitted.providerOptions = own.providerOptions
  return { request: fitted, warnings }
}
