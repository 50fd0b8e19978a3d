import { childOf, type XmlElement } from '../xml/xml-element.js'
import { type BbbAttendee, readAttendee } from './attendee.js'
import { count, date, flag, listOf, reader, record, text, word } from './fields.js'
import { type BbbMeetingBreakout, readMeetingBreakout } from './meeting-breakout.js'

/** A meeting in the server's memory, as `getMeetingInfo` and `getMeetings` tell it. */
export interface BbbMeeting {
  readonly meetingName: string
  readonly meetingID: string
  /** `sha1(meetingID)-createTime`: which session it is. Equals the `recordID` of its recording. */
  readonly internalMeetingID: string
  /** Of this session. A later one of the same meetingID has another. */
  readonly createTime?: Date
  /** The same as the server's Java writes it, in the server's time zone. For display only. */
  readonly createDate?: string
  /** Digits, leading zeros included. */
  readonly voiceBridge: string
  readonly dialNumber?: string
  /** Absent where the meeting was made without and the server invents none (2.6 and later). */
  readonly attendeePW?: string
  readonly moderatorPW?: string
  /**
   * Somebody is, or was within the last minute, inside. False right after create, so it does not tell whether
   * a meeting exists.
   */
  readonly running: boolean
  /** Minutes after which the meeting is ended by force; 0: never. */
  readonly duration: number
  /** Somebody was inside at some time. Never becomes false again. */
  readonly hasUserJoined: boolean
  /** The meeting was made with `record`. Not whether it is being recorded now. */
  readonly recording: boolean
  readonly hasBeenForciblyEnded: boolean
  readonly startTime?: Date
  /** Absent while it lives. */
  readonly endTime?: Date
  readonly participantCount: number
  readonly listenerCount: number
  readonly voiceParticipantCount: number
  readonly videoCount: number
  /** 0: no limit. */
  readonly maxUsers: number
  readonly moderatorCount: number
  /** May differ from `participantCount` for a minute after people left. */
  readonly attendees: readonly BbbAttendee[]
  /** `meta_*` of create, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>
  readonly isBreakout: boolean
  /** Only of a breakout room. */
  readonly breakout?: BbbMeetingBreakout
  /** The meetingIDs of the meeting's breakout rooms. */
  readonly breakoutRooms: readonly string[]
}

const readFields = reader<BbbMeeting>(
  {
    meetingName: text,
    meetingID: text,
    internalMeetingID: word,
    createTime: date,
    createDate: word,
    voiceBridge: word,
    dialNumber: word,
    attendeePW: text,
    moderatorPW: text,
    running: flag,
    duration: count,
    hasUserJoined: flag,
    recording: flag,
    hasBeenForciblyEnded: flag,
    startTime: date,
    endTime: date,
    participantCount: count,
    listenerCount: count,
    voiceParticipantCount: count,
    videoCount: count,
    maxUsers: count,
    moderatorCount: count,
    attendees: listOf('attendee', readAttendee),
    metadata: record,
    isBreakout: flag,
    breakout: readMeetingBreakout,
    breakoutRooms: listOf('breakout', word),
  },
  {
    meetingName: '',
    meetingID: '',
    internalMeetingID: '',
    voiceBridge: '',
    running: false,
    duration: 0,
    hasUserJoined: false,
    recording: false,
    hasBeenForciblyEnded: false,
    participantCount: 0,
    listenerCount: 0,
    voiceParticipantCount: 0,
    videoCount: 0,
    maxUsers: 0,
    moderatorCount: 0,
    attendees: [],
    metadata: {},
    isBreakout: false,
    breakoutRooms: [],
  },
)

/** One meeting; what a breakout room says of itself stands among its fields, or in a block on old servers. */
export function readMeeting(element: XmlElement): BbbMeeting {
  const meeting = readFields(element)
  if (!meeting.isBreakout || meeting.breakout !== undefined) return meeting
  return childOf(element, 'sequence') === undefined
    ? meeting
    : { ...meeting, breakout: readMeetingBreakout(element) }
}
