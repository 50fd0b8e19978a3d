import { meetingArn } from './arn.js'
import type { Attendee } from './attendee.js'
import type { Meeting } from './meeting.js'
import type { OperationContext } from './operation.js'

/** A meeting as the service describes it: nothing about time, people or tags; absent members as explicit null. */
export function meetingView(meeting: Meeting, context: OperationContext): Record<string, unknown> {
  const { meetingId, input } = meeting
  const { region, signalingUrl } = context
  return {
    MeetingId: meetingId,
    MeetingArn: meetingArn(region, meetingId),
    ExternalMeetingId: input.externalMeetingId,
    MediaRegion: input.mediaRegion,
    MeetingHostId: input.meetingHostId ?? null,
    PrimaryMeetingId: meeting.primary?.meetingId ?? null,
    TenantIds: input.tenantIds,
    ...(input.features === undefined ? {} : { MeetingFeatures: input.features }),
    MediaPlacement: {
      ...mediaPlacement(meetingId, input.mediaRegion),
      ...(signalingUrl === undefined ? {} : { SignalingUrl: signalingUrl(meetingId) }),
    },
  }
}

/** An attendee as the service describes it, join token included, on every call that answers one. */
export function attendeeView(attendee: Attendee): Record<string, unknown> {
  return {
    ExternalUserId: attendee.externalUserId,
    AttendeeId: attendee.attendeeId,
    JoinToken: attendee.joinToken,
    Capabilities: attendee.capabilities,
  }
}

function mediaPlacement(meetingId: string, mediaRegion: string): Record<string, string> {
  // eu-central-1 is ec1 in the service's host names.
  const short = mediaRegion
    .split('-')
    .map((part) => part.charAt(0))
    .join('')
  const host = `m1.${short}.app.chime.aws`
  const cell = meetingId.slice(0, 8)
  return {
    AudioHostUrl: `${cell}.k.${host}:3478`,
    AudioFallbackUrl: `wss://ha${cell}.${host}:443/calls/${meetingId}`,
    SignalingUrl: `wss://signal.${host}/control/${meetingId}`,
    EventIngestionUrl: `https://data.svc.${short}.ingest.chime.aws/v1/client-events`,
    TurnControlUrl: `https://1234.cell.${mediaRegion}.meetings.chime.aws/v2/turn_sessions`,
    ScreenDataUrl: `wss://bit${cell}.${host}:443/v2/screen/${meetingId}`,
    ScreenViewingUrl: `wss://bit${cell}.${host}:443/ws/connect?passcode=null&viewer_uuid=null&X-BitHub-Call-Id=${meetingId}`,
    ScreenSharingUrl: `wss://bit${cell}.${host}:443/v2/screen/${meetingId}`,
  }
}
