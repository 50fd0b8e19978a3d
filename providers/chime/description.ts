import { incomplete, type Members, objectOf, text } from './reading.js'
import type { ChimeSessionMeeting } from './session.js'

/** Where the description is kept in the notes of a meeting's record. */
const NOTE = 'meeting'
const CREATED_AT = 'createdAt'

/** What a client needs to know about a meeting, out of an answer that has a `Meeting`. */
export function readDescription(operation: string, answer: unknown): ChimeSessionMeeting {
  const description = descriptionOf(objectOf(answer, 'Meeting'))
  if (description === undefined) throw incomplete(operation, 'Meeting with MeetingId and MediaPlacement')
  return description
}

/** The description as a line of text, for the notes and for the store. Holds no secrets: it lets nobody in. */
export function descriptionText(description: ChimeSessionMeeting): string {
  return JSON.stringify(description)
}

/** Reads what `descriptionText` wrote; undefined for anything else. */
export function parseDescription(line: string | undefined): ChimeSessionMeeting | undefined {
  if (line === undefined) return undefined
  try {
    return descriptionOf(JSON.parse(line))
  } catch {
    return undefined
  }
}

/** What later calls on any machine need to know of a meeting; `createdAt` in milliseconds since the epoch. */
export function notesOf(
  description: ChimeSessionMeeting,
  createdAt: number,
): Readonly<Record<string, string>> {
  return { [NOTE]: descriptionText(description), [CREATED_AT]: String(createdAt) }
}

/** When the meeting was made, in milliseconds since the epoch; undefined where the notes do not say. */
export function createdAtOf(notes: Readonly<Record<string, string>> | undefined): number | undefined {
  const at = Number(notes?.[CREATED_AT])
  return Number.isFinite(at) ? at : undefined
}

/** The description out of the notes; undefined without notes, or where they are those of another meeting. */
export function describedBy(
  notes: Readonly<Record<string, string>> | undefined,
  meetingId: string,
): ChimeSessionMeeting | undefined {
  const description = parseDescription(notes?.[NOTE])
  return description?.MeetingId === meetingId ? description : undefined
}

function descriptionOf(meeting: Members | undefined): ChimeSessionMeeting | undefined {
  if (meeting === undefined) return undefined
  const { MeetingId, MediaPlacement, MeetingFeatures } = meeting
  if (typeof MeetingId !== 'string' || typeof MediaPlacement !== 'object' || MediaPlacement === null)
    return undefined
  const addresses = Object.entries(MediaPlacement).filter(([, address]) => typeof address === 'string')
  return {
    MeetingId,
    ...text(meeting, 'ExternalMeetingId'),
    ...text(meeting, 'MediaRegion'),
    MediaPlacement: Object.fromEntries(addresses),
    ...(typeof MeetingFeatures === 'object' &&
      MeetingFeatures !== null && { MeetingFeatures: MeetingFeatures as Members }),
    ...text(meeting, 'PrimaryMeetingId'),
  }
}
