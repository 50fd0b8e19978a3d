import type { EventParticipant } from '../../../src/spec/event.js'
import { participantOf } from '../external-id.js'

const CONTENT = /#content$/i

/** Whom Chime was told of, without what it adds for content that somebody shares. */
export function withoutContent(id: string): string {
  return id.replace(CONTENT, '')
}

/** Whether an attendee is what somebody shares, and not the person. */
export function isContent(attendeeId: string): boolean {
  return CONTENT.test(attendeeId)
}

/** The person whom an event is about; undefined for bots, and for events about nobody. */
export function personOf(event: {
  readonly attendeeId?: string
  readonly externalUserId?: string
}): EventParticipant | undefined {
  const { attendeeId, externalUserId } = event
  if (attendeeId === undefined || externalUserId === undefined) return undefined
  const person = participantOf(withoutContent(externalUserId))
  if (person === undefined) return undefined
  const { participantId: id, device } = person
  return { id, connectionId: withoutContent(attendeeId), ...(device !== undefined && { device }) }
}
