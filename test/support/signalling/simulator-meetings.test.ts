import { expect, test } from 'vitest'
import { createAttendee, createMeeting, startBench } from '../../testing/simulators/chime/support.js'
import { simulatorMeetings } from './simulator-meetings.js'

test('a content share that comes in when its person has gone is nobody’s, and breaks nothing', async () => {
  const { client, simulator } = await startBench()
  const { MeetingId: meetingId } = await createMeeting(client)
  const { AttendeeId: attendeeId, JoinToken: joinToken } = await createAttendee(client, meetingId)
  const meetings = simulatorMeetings(simulator)
  const shares = (): boolean | undefined => simulator.meetings()[0]?.attendees[0]?.content
  meetings.content(meetingId, attendeeId, true)
  expect(shares()).toBe(false)
  meetings.connected({ meetingId, joinToken })
  meetings.content(meetingId, attendeeId, true)
  expect(shares()).toBe(true)
  meetings.departed(meetingId, attendeeId, 'Left')
  meetings.content(meetingId, attendeeId, false)
  meetings.video(meetingId, attendeeId, true)
  expect(shares()).toBe(false)
})
