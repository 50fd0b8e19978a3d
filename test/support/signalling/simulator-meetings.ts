import type { ChimeSimulator, SimulatedChimeAttendee } from '../../../src/testing/simulators/chime/index.js'
import type { SignallingMeetings } from './signalling-meetings.js'

/** The meetings of a Chime simulator, as a signalling server needs them. */
export function simulatorMeetings(simulator: ChimeSimulator): SignallingMeetings {
  // The simulator throws for who is not inside. A client may well act at the moment at which it is removed, and a content share, which
  // has a connection of its own, may come in when its person has gone.
  const isInside = (meetingId: string, attendeeId: string): boolean =>
    attendeesOf(simulator, meetingId)?.some((one) => one.attendeeId === attendeeId && one.connected) ?? false
  return {
    attendeeOf({ meetingId, joinToken }) {
      const attendees = attendeesOf(simulator, meetingId)
      return attendees === undefined
        ? 'ended'
        : attendees.find((attendee) => attendee.joinToken === joinToken)
    },
    connected(credentials) {
      const attendees = attendeesOf(simulator, credentials.meetingId) ?? []
      const isKnown = attendees.some(({ joinToken }) => joinToken === credentials.joinToken)
      if (isKnown) simulator.connect(credentials)
    },
    departed(meetingId, attendeeId, how) {
      if (how === 'Left') simulator.disconnect(meetingId, attendeeId)
      else simulator.drop(meetingId, attendeeId)
    },
    video(meetingId, attendeeId, on) {
      if (!isInside(meetingId, attendeeId)) return
      if (on) simulator.startVideo(meetingId, attendeeId)
      else simulator.stopVideo(meetingId, attendeeId)
    },
    content(meetingId, attendeeId, on) {
      if (!isInside(meetingId, attendeeId)) return
      if (on) simulator.shareContent(meetingId, attendeeId)
      else simulator.stopContent(meetingId, attendeeId)
    },
  }
}

/** Undefined for a meeting that is over or never was. */
function attendeesOf(
  simulator: ChimeSimulator,
  meetingId: string,
): readonly SimulatedChimeAttendee[] | undefined {
  return simulator.meetings().find((meeting) => meeting.meetingId === meetingId)?.attendees
}
