import type { Attendee } from './attendee.js'
import type { Meeting } from './meeting.js'
import type { MeetingStore } from './meeting-store.js'
import { connect, depart, startContent, startVideo, stopContent, stopVideo } from './presence.js'

/** What a client connects with. */
export interface ClientCredentials {
  readonly meetingId: string
  readonly joinToken: string
}

/** The people at the other end: what their clients do in meetings, which no API call does. */
export class Clients {
  readonly #meetings: MeetingStore

  constructor(meetings: MeetingStore) {
    this.#meetings = meetings
  }

  connect({ meetingId, joinToken }: ClientCredentials): void {
    const meeting = this.#meeting(meetingId)
    const known = [...meeting.attendees.values()].find((attendee) => attendee.joinToken === joinToken)
    if (known === undefined) throw new Error('The join token belongs to nobody in this meeting')
    connect(meeting, known)
  }

  /** No effect where nobody is connected. */
  depart(meetingId: string, attendeeId: string, how: 'Left' | 'Dropped'): void {
    const meeting = this.#meetings.get(meetingId)
    const attendee = meeting?.attendees.get(attendeeId)
    if (meeting !== undefined && attendee !== undefined) depart(meeting, attendee, how)
  }

  video(meetingId: string, attendeeId: string, on: boolean): void {
    const { meeting, attendee } = this.#attendee(meetingId, attendeeId)
    if (on) startVideo(meeting, attendee)
    else stopVideo(meeting, attendee)
  }

  content(meetingId: string, attendeeId: string, on: boolean): void {
    const { meeting, attendee } = this.#attendee(meetingId, attendeeId)
    if (on) startContent(meeting, attendee)
    else stopContent(meeting, attendee, 'Left')
  }

  #meeting(meetingId: string): Meeting {
    const meeting = this.#meetings.get(meetingId)
    if (meeting === undefined) throw new Error(`Meeting ${meetingId} has ended or never was`)
    return meeting
  }

  #attendee(meetingId: string, attendeeId: string): { meeting: Meeting; attendee: Attendee } {
    const meeting = this.#meeting(meetingId)
    const attendee = meeting.attendees.get(attendeeId)
    if (attendee === undefined) throw new Error(`Attendee ${attendeeId} is not in the meeting`)
    return { meeting, attendee }
  }
}
