import type { Attendee } from './attendee.js'
import type { SimulatedChimeCapabilities, SimulatedChimeCapability } from './capabilities.js'
import type { Meeting } from './meeting.js'

const contentShares = 2
const voip = { networkType: 'Voip' } as const

/**
 * An audio connection comes up. Somebody already connected moves to another device: that is authorised and joins like the
 * first time, and nothing tells of the first device's end.
 */
export function connect(meeting: Meeting, attendee: Attendee): void {
  attendee.connected = true
  meeting.reportOf('chime:AttendeeAuthorized', attendee)
  meeting.reportOf('chime:AttendeeJoined', attendee, voip)
}

/**
 * An audio connection ends, with the camera and the content share on it. Who drops out does so without a word about the
 * camera: started and stopped do not pair up in the service's events (fact sheet, section 4.3).
 */
export function depart(meeting: Meeting, attendee: Attendee, how: 'Left' | 'Dropped'): void {
  if (!attendee.connected) return
  if (how === 'Left') stopVideo(meeting, attendee)
  attendee.video = false
  stopContent(meeting, attendee, how)
  meeting.silence(attendee)
  meeting.reportOf(`chime:Attendee${how}`, attendee, voip)
}

/** Deletes an attendee; whoever is connected is thrown out by that. */
export function remove(meeting: Meeting, attendee: Attendee): void {
  meeting.attendees.delete(attendee.attendeeId)
  meeting.reportOf('chime:AttendeeDeleted', attendee)
  depart(meeting, attendee, 'Left')
}

/** Gives an attendee other capabilities; a camera or a share that they forbid stops. */
export function changeCapabilities(
  meeting: Meeting,
  attendee: Attendee,
  capabilities: SimulatedChimeCapabilities,
): void {
  attendee.capabilities = capabilities
  const { Audio: audio, Video: video, Content: content } = capabilities
  const attendeeCapabilities = { audio, video, content }
  meeting.reportOf('chime:AttendeeCapabilitiesUpdated', attendee, { attendeeCapabilities, success: '1' })
  if (!sends(video)) stopVideo(meeting, attendee)
  if (!sends(content)) stopContent(meeting, attendee, 'Left')
}

/** Turns the camera on. Throws where the service would not let the client. */
export function startVideo(meeting: Meeting, attendee: Attendee): void {
  if (attendee.video) return
  checkSending(attendee, 'Video')
  attendee.video = true
  meeting.reportOf('chime:AttendeeVideoStarted', attendee)
}

export function stopVideo(meeting: Meeting, attendee: Attendee): void {
  if (!attendee.video) return
  attendee.video = false
  meeting.reportOf('chime:AttendeeVideoStopped', attendee)
}

/** Starts sharing content. Throws where the service would not let the client. */
export function startContent(meeting: Meeting, attendee: Attendee): void {
  if (attendee.content) return
  checkSending(attendee, 'Content')
  const shares = [...meeting.attendees.values()].filter(({ content }) => content).length
  if (shares >= contentShares) throw new Error(`Only ${contentShares} attendees can share content at a time`)
  attendee.content = true
  meeting.reportOf('chime:AttendeeContentJoined', attendee, { ...contentOf(attendee), ...voip })
  meeting.reportOf('chime:AttendeeContentVideoStarted', attendee, contentOf(attendee))
}

export function stopContent(meeting: Meeting, attendee: Attendee, how: 'Left' | 'Dropped'): void {
  if (!attendee.content) return
  attendee.content = false
  const content = contentOf(attendee)
  if (how === 'Left') meeting.reportOf('chime:AttendeeContentVideoStopped', attendee, content)
  meeting.reportOf(`chime:AttendeeContent${how}`, attendee, { ...content, ...voip })
}

function contentOf({ attendeeId }: Attendee): { readonly attendeeId: string } {
  return { attendeeId: `${attendeeId}#content` }
}

function checkSending(attendee: Attendee, medium: 'Video' | 'Content'): void {
  const { attendeeId, connected, capabilities } = attendee
  if (!connected) throw new Error(`Attendee ${attendeeId} is not connected`)
  if (!sends(capabilities[medium])) throw new Error(`Attendee ${attendeeId} may not send ${medium}`)
}

function sends(capability: SimulatedChimeCapability): boolean {
  return capability === 'SendReceive' || capability === 'Send'
}
