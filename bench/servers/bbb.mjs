import { answerQuestions } from '../lib/child.mjs'
import { startRawServer } from '../lib/raw-server.mjs'

// Answers of the shape that BigBlueButton 3.0 sends, made once; checksums are not looked at.
const CREATE_TIME = '1763640000123'
const internalId = `183f0bf3a0982a127bdb8161e0c44eb696b3e75c-${CREATE_TIME}`
const names = ['Zoë Müller-Østergård', 'Tom &amp; Jerry', '李小龍', 'Ana Mar&#xED;a L&#243;pez', 'John Smith']

function leaf(name, value) {
  return `<${name}>${value}</${name}>\n`
}

function attendee(number) {
  return [
    '<attendee>\n',
    leaf('userID', `user-${number}`),
    leaf('fullName', `${names[number % names.length]} ${number}`),
    leaf('role', number % 20 === 0 ? 'MODERATOR' : 'VIEWER'),
    leaf('isPresenter', number === 0),
    leaf('isListeningOnly', number % 3 === 0),
    leaf('hasJoinedVoice', number % 2 === 0),
    leaf('hasVideo', number % 5 === 0),
    leaf('clientType', 'HTML5'),
    '<customdata>\n</customdata>\n',
    '</attendee>\n',
  ].join('')
}

function meetingInfo(meetingId, attendees) {
  return [
    '<response>\n',
    leaf('returncode', 'SUCCESS'),
    leaf('meetingName', 'Math &amp; Logic'),
    leaf('meetingID', meetingId),
    leaf('internalMeetingID', internalId),
    leaf('createTime', CREATE_TIME),
    leaf('createDate', 'Thu Nov 20 12:00:00 UTC 2025'),
    leaf('voiceBridge', '71234'),
    leaf('dialNumber', '613-555-1234'),
    leaf('attendeePW', 'a'.repeat(22)),
    leaf('moderatorPW', 'm'.repeat(22)),
    leaf('running', true),
    leaf('duration', 0),
    leaf('hasUserJoined', true),
    leaf('recording', false),
    leaf('hasBeenForciblyEnded', false),
    leaf('startTime', CREATE_TIME),
    leaf('endTime', 0),
    leaf('participantCount', attendees),
    leaf('listenerCount', 0),
    leaf('voiceParticipantCount', attendees >> 1),
    leaf('videoCount', Math.ceil(attendees / 5)),
    leaf('maxUsers', 0),
    leaf('moderatorCount', Math.ceil(attendees / 20)),
    '<attendees>\n',
    ...Array.from({ length: attendees }, (_, number) => attendee(number)),
    '</attendees>\n',
    `<metadata>\n${leaf('course', '42')}${leaf('term', 'autumn')}</metadata>\n`,
    leaf('isBreakout', false),
    '</response>\n',
  ].join('')
}

function created(meetingId) {
  return [
    '<response>\n',
    leaf('returncode', 'SUCCESS'),
    leaf('meetingID', meetingId),
    leaf('internalMeetingID', internalId),
    leaf('parentMeetingID', 'bbb-none'),
    leaf('createTime', CREATE_TIME),
    leaf('voiceBridge', '71234'),
    leaf('dialNumber', '613-555-1234'),
    leaf('createDate', 'Thu Nov 20 12:00:00 UTC 2025'),
    leaf('hasUserJoined', false),
    leaf('duration', 0),
    leaf('hasBeenForciblyEnded', false),
    leaf('messageKey', ''),
    leaf('message', ''),
    '</response>\n',
  ].join('')
}

const infos = new Map()

/** A meeting `room-50` has 50 people in it. */
function answer(_method, target) {
  const meetingId = /[?&]meetingID=([^&]*)/.exec(target)?.[1] ?? ''
  if (!target.includes('/getMeetingInfo?')) return created(meetingId)
  let info = infos.get(meetingId)
  if (info === undefined) {
    info = Buffer.from(meetingInfo(meetingId, Number(/^room-(\d+)$/.exec(meetingId)?.[1] ?? 2)))
    infos.set(meetingId, info)
  }
  return info
}

const origin = await startRawServer('text/xml;charset=utf-8', answer)
answerQuestions(() => ({ origin }))
