import type { Activity } from '../activity.js'
import type { Meeting } from '../meeting.js'
import type { Participant } from '../participant.js'
import type { ServerState } from '../server-state.js'
import { text } from '../text.js'
import { javaDateText } from '../values.js'
import { branch, group, leaf } from '../xml.js'

export interface MeetingView {
  readonly participants: readonly Participant[]
  /** How a count is written. */
  readonly count: (value: number) => string
  readonly maxUsers: (value: number) => string
  readonly rooms: ReadonlyMap<string, readonly Meeting[]>
}

/** The fields of a meeting, the same in getMeetingInfo and in an entry of getMeetings. Fact sheet section 1.3. */
export function meetingFields(state: ServerState, meeting: Meeting, view: MeetingView): string[] {
  const { settings, identity, activity } = meeting
  const { participants, count } = view
  const moderators = participants.filter(({ role }) => role === 'MODERATOR')
  return [
    text(state, 'meetingName', settings.name),
    leaf('meetingID', settings.meetingID),
    leaf('internalMeetingID', identity.internalMeetingID),
    leaf('createTime', identity.createTime),
    leaf('createDate', javaDateText(identity.createTime)),
    leaf('voiceBridge', settings.voiceBridge),
    leaf('dialNumber', settings.dialNumber),
    ...(settings.attendeePW === undefined ? [] : [leaf('attendeePW', settings.attendeePW)]),
    ...(settings.moderatorPW === undefined ? [] : [leaf('moderatorPW', settings.moderatorPW)]),
    leaf('running', meeting.running(state.meetings.now())),
    leaf('duration', settings.durationMinutes),
    leaf('hasUserJoined', meeting.hasUserJoined),
    leaf('recording', settings.record),
    leaf('hasBeenForciblyEnded', meeting.ended),
    leaf('startTime', identity.createTime),
    leaf('endTime', 0),
    leaf('participantCount', count(participants.length)),
    leaf('listenerCount', count(0)),
    leaf('voiceParticipantCount', count(participants.filter((one) => activity.hasMicrophone(one)).length)),
    leaf('videoCount', count(participants.filter((one) => activity.hasCamera(one)).length)),
    leaf('maxUsers', view.maxUsers(settings.maxParticipants)),
    leaf('moderatorCount', count(moderators.length)),
    group(
      'attendees',
      participants.map((participant) => attendee(state, activity, participant)),
    ),
    group(
      'metadata',
      [...settings.metadata].map(([key, value]) => text(state, key, value)),
    ),
    leaf('isBreakout', settings.breakout !== undefined),
    ...breakoutFields(state, meeting),
    ...breakoutRooms(view.rooms.get(identity.internalMeetingID) ?? []),
  ]
}

function attendee(state: ServerState, activity: Activity, participant: Participant): string {
  const customData = [...participant.customData].map(([key, value]) => leaf(key, value))
  // The element may be absent or empty when there is nothing in it; a reader meets both.
  const withCustomData = customData.length > 0 || state.release < 2.5
  return branch(
    'attendee',
    leaf('userID', participant.userID),
    text(state, 'fullName', participant.fullName),
    leaf('role', participant.role),
    leaf('isPresenter', participant === activity.presenter),
    leaf('isListeningOnly', false),
    leaf('hasJoinedVoice', activity.hasMicrophone(participant)),
    leaf('hasVideo', activity.hasCamera(participant)),
    leaf('clientType', 'HTML5'),
    ...(withCustomData ? [branch('customdata', ...customData)] : []),
  )
}

/** What a breakout room says of itself: in a block of its own on 2.2 and 2.3, among the other fields since. */
function breakoutFields({ release }: ServerState, { settings: { breakout } }: Meeting): string[] {
  if (breakout === undefined) return []
  const fields = [
    leaf('parentMeetingID', breakout.parentInternalID),
    leaf('sequence', breakout.sequence),
    leaf('freeJoin', breakout.freeJoin),
  ]
  return release < 2.4 ? [group('breakout', fields)] : fields
}

function breakoutRooms(rooms: readonly Meeting[]): string[] {
  if (rooms.length === 0) return []
  return [
    group(
      'breakoutRooms',
      rooms.map((room) => leaf('breakout', room.settings.meetingID)),
    ),
  ]
}
