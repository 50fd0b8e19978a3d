import type { BbbEvent } from './bbb-event.js'

/** The server's inner messages, by the event that the hooks program makes of them. */
const names: ReadonlyMap<string, string> = new Map([
  ['meeting-created', 'MeetingCreatedEvtMsg'],
  ['meeting-ended', 'MeetingDestroyedEvtMsg'],
  ['meeting-recording-started', 'RecordingStatusChangedEvtMsg'],
  ['meeting-recording-stopped', 'RecordingStatusChangedEvtMsg'],
  ['meeting-screenshare-started', 'ScreenshareRtmpBroadcastStartedEvtMsg'],
  ['meeting-screenshare-stopped', 'ScreenshareRtmpBroadcastStoppedEvtMsg'],
  ['user-joined', 'UserJoinedMeetingEvtMsg'],
  ['user-left', 'UserLeftMeetingEvtMsg'],
  ['user-audio-voice-enabled', 'UserJoinedVoiceConfToClientEvtMsg'],
  ['user-audio-voice-disabled', 'UserLeftVoiceConfToClientEvtMsg'],
  ['user-audio-muted', 'UserMutedVoiceEvtMsg'],
  ['user-audio-unmuted', 'UserMutedVoiceEvtMsg'],
  ['user-cam-broadcast-start', 'UserBroadcastCamStartedEvtMsg'],
  ['user-cam-broadcast-end', 'UserBroadcastCamStoppedEvtMsg'],
  ['user-presenter-assigned', 'PresenterAssignedEvtMsg'],
  ['user-presenter-unassigned', 'PresenterUnassignedEvtMsg'],
  ['user-raise-hand-changed', 'UserRaiseHandChangedEvtMsg'],
  ['user-emoji-changed', 'UserReactionEmojiChangedEvtMsg'],
  ['chat-group-message-sent', 'GroupChatMessageBroadcastEvtMsg'],
  ['rap-published', 'PublishedRecordingSysMsg'],
  ['rap-unpublished', 'UnpublishedRecordingSysMsg'],
  ['rap-deleted', 'DeletedRecordingSysMsg'],
])

/**
 * The inner message behind an event, as a raw hook gets it. Names and ids are the server's; the body holds the event's
 * attributes instead of the many fields that a server has there. Undefined where there is none.
 */
export function rawMessageOf({ data }: BbbEvent): { name: string; text: string } | undefined {
  const { id, attributes, event } = data
  const meetingId = textOf(attributes['meeting'], 'internal-meeting-id')
  if (/^rap-.*-(?:started|ended)$/.test(id)) {
    const name = id.slice('rap-'.length).replaceAll('-', '_')
    const payload = { meeting_id: meetingId, record_id: attributes['record-id'] }
    return { name, text: JSON.stringify({ header: { name, current_time: event.ts }, payload }) }
  }
  const name = names.get(id)
  if (name === undefined) return undefined
  const userId = textOf(attributes['user'], 'internal-user-id') ?? 'not-used'
  const envelope = {
    name,
    routing: { msgType: 'BROADCAST_TO_MEETING', meetingId, userId },
    timestamp: event.ts,
  }
  const core = { header: { name, meetingId, userId }, body: attributes }
  return { name, text: JSON.stringify({ envelope, core }) }
}

function textOf(block: unknown, name: string): string | undefined {
  const value = (block as Readonly<Record<string, unknown>> | undefined)?.[name]
  return typeof value === 'string' ? value : undefined
}
