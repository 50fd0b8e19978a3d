import { randomUUID } from 'node:crypto'
import { answerQuestions } from '../lib/child.mjs'
import { startRawServer } from '../lib/raw-server.mjs'

// CreateMeeting and CreateAttendee as Amazon Chime answers them, without signatures, state or quota.
const account = '111122223333'
let calls = 0

function meeting({ ExternalMeetingId, MediaRegion }) {
  const MeetingId = randomUUID()
  const host = 'm1.ue1.app.chime.aws'
  return {
    Meeting: {
      MeetingId,
      MeetingArn: `arn:aws:chime:us-east-1:${account}:meeting/${MeetingId}`,
      ExternalMeetingId,
      MediaRegion,
      MeetingHostId: null,
      PrimaryMeetingId: null,
      TenantIds: [],
      MediaPlacement: {
        AudioHostUrl: `${MeetingId.slice(0, 8)}.k.${host}:3478`,
        AudioFallbackUrl: `wss://haxrp.${host}:443/calls/${MeetingId}`,
        SignalingUrl: `wss://signal.${host}/control/${MeetingId}`,
        TurnControlUrl: 'https://1234.cell.us-east-1.meetings.chime.aws/v2/turn_sessions',
        ScreenDataUrl: `wss://bitpw.${host}:443/v2/screen/${MeetingId}`,
        ScreenViewingUrl: `wss://bitpw.${host}:443/ws/connect?passcode=null&viewer_uuid=null&X-BitHub-Call-Id=${MeetingId}`,
        ScreenSharingUrl: `wss://bitpw.${host}:443/v2/screen/${MeetingId}`,
        EventIngestionUrl: 'https://data.svc.ue1.ingest.chime.aws/v1/client-events',
      },
    },
  }
}

function attendee({ ExternalUserId, Capabilities }) {
  return {
    Attendee: {
      ExternalUserId,
      AttendeeId: randomUUID(),
      JoinToken: randomUUID().repeat(4),
      Capabilities: Capabilities ?? { Audio: 'SendReceive', Video: 'SendReceive', Content: 'SendReceive' },
    },
  }
}

function answer(_method, target, body) {
  calls += 1
  const input = JSON.parse(body)
  return JSON.stringify(target.endsWith('/attendees') ? attendee(input) : meeting(input))
}

const origin = await startRawServer('application/json', answer)
answerQuestions(() => ({ origin, calls }))
