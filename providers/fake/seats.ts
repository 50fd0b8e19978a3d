import type { MeetingSettings } from '../../src/spec/meeting-settings.js'
import type { ParticipantRole } from '../../src/spec/participant.js'
import type { ProviderJoinRequest } from '../../src/spec/provider.js'
import type { FakeMeeting, FakeSeat } from './fake-meeting.js'

type Rights = Pick<FakeSeat, 'microphone' | 'camera' | 'screenShare'>

/** What somebody may use. Attendees of a meeting whose settings nobody remembers may use nothing. */
export function rightsOf(role: ParticipantRole, settings: MeetingSettings | undefined): Rights {
  const locks =
    settings === undefined ? { camera: true, microphone: true, screenShare: true } : settings.locks
  const free = (locked: boolean | undefined): boolean => role === 'moderator' || locked !== true
  return {
    microphone: free(locks?.microphone),
    camera: free(locks?.camera),
    screenShare: free(locks?.screenShare),
  }
}

/** The seat of a person's device, the one from before if there is one, with these credentials from now on. */
export function takeSeat(
  meeting: FakeMeeting,
  settings: MeetingSettings | undefined,
  { participant, role, device }: ProviderJoinRequest,
  token: string,
): void {
  const rights = rightsOf(role, settings)
  const known = seatOf(meeting, participant.id, device)
  if (known === undefined) {
    const who = { participantId: participant.id, ...(device !== undefined && { device }) }
    meeting.seats.push({ ...who, name: participant.name, role, token, ...rights })
    return
  }
  Object.assign(known, { name: participant.name, role, token, ...rights })
  delete known.leftAt
}

export function seatOf({ seats }: FakeMeeting, participantId: string, device?: string): FakeSeat | undefined {
  return seats.find((seat) => seat.participantId === participantId && seat.device === device)
}
