import type { Meeting } from './meeting.js'
import type { MeetingStore } from './meeting-store.js'
import { recordingFromInput } from './recordings/recording-input.js'
import type { ServerState } from './server-state.js'

/** Puts meetings with people in them into the memory, without requests: `filled-1`, `filled-2` and so on. */
export function fillMeetings(meetings: MeetingStore, count: number, attendeesEach: number): void {
  const first = meetings.created
  for (let index = 1; index <= count; index += 1) {
    const meeting = addMeeting(meetings, first + index)
    for (let seat = 1; seat <= attendeesEach; seat += 1)
      addParticipant(meeting, first + index, seat, meetings.now())
  }
}

function addMeeting(meetings: MeetingStore, number: number): Meeting {
  const meetingID = `filled-${number}`
  const name = `Course ${number}: "Algebra & Geometry"`
  return meetings.add({
    meetingID,
    name,
    attendeePW: `attendee-${number}`,
    moderatorPW: `moderator-${number}`,
    // Six digits, so that none is in the way of what the server chooses itself.
    voiceBridge: String(100_000 + number),
    dialNumber: '613-555-1234',
    durationMinutes: 0,
    maxParticipants: 0,
    record: false,
    autoStartRecording: false,
    guestPolicy: 'ALWAYS_ACCEPT',
    allowRequestsWithoutSession: false,
    noShowExpiryMinutes: 0,
    emptyExpiryMinutes: 0,
    metadata: new Map([
      ['tenant', 'school-1'],
      ['course', String(number)],
      ['bbb-context', `Mathematics for beginners, group ${number}`],
      ['bbb-origin', `https://school-1.example/courses/${number}/meetings`],
    ]),
    breakout: undefined,
    params: new Map([
      ['name', name],
      ['meetingID', meetingID],
    ]),
  })
}

function addParticipant(meeting: Meeting, number: number, seat: number, now: number): void {
  const fullName = `Person ${number}-${seat}`
  const token = `filled${number}x${seat}`
  meeting.register({
    internalUserID: `w_${token}`,
    userID: `user-${number}-${seat}`,
    fullName,
    role: seat === 1 ? 'MODERATOR' : 'VIEWER',
    guest: false,
    guestStatus: 'ALLOW',
    authToken: token,
    sessionToken: token,
    cookie: token.toUpperCase(),
    customData: new Map([['bbb_skip_check_audio', 'true']]),
    params: new Map([['fullName', fullName]]),
    presence: 'not-entered',
    enteredAt: 0,
    leftAt: 0,
  })
  const added = meeting.participants.at(-1)
  if (added !== undefined) meeting.enter(added, now)
}

/** Puts recordings with two formats and preview images on the disk: of `recorded-1`, `recorded-2` and so on. */
export function fillRecordings({ recordings, origin, meetings }: ServerState, count: number): void {
  const first = recordings.size
  for (let number = first + 1; number <= first + count; number += 1) {
    const url = `${origin}/presentation/recorded-${number}/thumbnails`
    const images = [1, 2, 3].map((slide) => ({
      url: `${url}/thumb-${slide}.png`,
      width: 176,
      height: 136,
      alt: `Slide ${slide} of "Algebra & Geometry"`,
    }))
    const input = {
      meetingID: `recorded-${number}`,
      name: `Course ${number}: "Algebra & Geometry"`,
      metadata: { tenant: 'school-1', course: String(number) },
      rawSize: 10_000_000 + number,
      formats: [
        { type: 'video', size: 5_000_000 + number },
        { type: 'presentation', images },
      ],
    }
    const startTime = meetings.now() - 3_600_000 + number
    recordings.add(recordingFromInput(input, { origin, startTime }))
  }
}
