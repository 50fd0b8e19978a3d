import type { ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { MeetingParticipant } from '../../src/spec/participant.js'
import type { ProviderMeetingInfo } from '../../src/spec/provider.js'
import type { FakeConnection, FakeMeeting } from './fake-meeting.js'

/** What a fake vendor tells about a live meeting: no more than its capabilities declare. */
export function fakeInfo(
  meeting: FakeMeeting,
  capabilities: ProviderCapabilities,
  seats = false,
): ProviderMeetingInfo {
  const tells = (
    key: 'running' | 'startedAt' | 'participantCount' | 'participants' | 'recording' | 'seats',
  ): boolean => capabilities[`info.${key}`]?.support === 'native'
  const { request, people, startedAt, createdAt } = meeting
  return {
    status: 'open',
    createdAt: new Date(createdAt),
    ...(request.name !== undefined && { name: request.name }),
    ...(request.maxParticipants !== undefined && { maxParticipants: request.maxParticipants }),
    ...(request.metadata !== undefined && { metadata: request.metadata }),
    ...(tells('running') && { running: people.length > 0 }),
    ...(tells('startedAt') && startedAt !== undefined && { startedAt: new Date(startedAt) }),
    ...(tells('participantCount') && { participantCount: people.length }),
    ...(tells('participants') && { participants: people.map(participantOf) }),
    ...(tells('recording') && { recording: recordingOf(meeting) }),
    ...(seats &&
      tells('seats') && { seats: { taken: meeting.seats.length, limit: request.maxParticipants ?? 250 } }),
    presence: tells('participantCount') ? 'live' : 'none',
    warnings: [],
  }
}

function participantOf({
  id,
  connectionId,
  name,
  role,
  joinedAt,
  facts,
}: FakeConnection): MeetingParticipant {
  return { id, connectionId, name, role, ...facts, joinedAt: new Date(joinedAt) }
}

function recordingOf({ request, recordingId }: FakeMeeting): 'off' | 'requested' | 'running' {
  if (recordingId !== undefined) return 'running'
  return (request.record ?? 'off') === 'off' ? 'off' : 'requested'
}
