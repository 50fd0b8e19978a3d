import type { Clock } from '../../../src/ports/clock.js'
import type { ChimeSimulator, SimulatedChimeEvent } from '../../../src/testing/simulators/chime/index.js'
import type { MediaPeer } from './media-peer.js'
import type { SignallingCapabilities } from './signalling-meetings.js'
import { SignallingServer } from './signalling-server.js'
import { simulatorMeetings } from './simulator-meetings.js'

export interface WireOptions {
  readonly media: MediaPeer
  /** Default: the machine's. */
  readonly clock?: Clock
  /** How long a lost client may stay away before it counts as dropped, in milliseconds. Default 10 000. */
  readonly graceMs?: number
}

/**
 * Starts a signalling server for the meetings of a simulator: clients connect with the simulator's join tokens, what they do
 * shows in its meetings and events, and what is done by its API (removals, capabilities, the end) reaches them.
 */
export async function wireSignalling(
  simulator: ChimeSimulator,
  options: WireOptions,
): Promise<SignallingServer> {
  const signalling = await SignallingServer.start({ meetings: simulatorMeetings(simulator), ...options })
  simulator.onEvent((event) => passOn(event, signalling))
  return signalling
}

function passOn({ detail }: SimulatedChimeEvent, signalling: SignallingServer): void {
  const { eventType, meetingId, attendeeId, attendeeCapabilities } = detail
  if (eventType === 'chime:MeetingEnded') signalling.endMeeting(meetingId)
  if (attendeeId === undefined) return
  if (eventType === 'chime:AttendeeDeleted') signalling.removeAttendee(meetingId, attendeeId)
  if (eventType === 'chime:AttendeeCapabilitiesUpdated' && attendeeCapabilities !== undefined) {
    const { audio, video, content } = attendeeCapabilities
    // An event has them as text.
    const capabilities = { Audio: audio, Video: video, Content: content } as SignallingCapabilities
    signalling.changeCapabilities(meetingId, attendeeId, capabilities)
  }
}
