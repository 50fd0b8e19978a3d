import { Constraints, type Members } from './constraints.js'
import type { MeetingStore } from './meeting-store.js'
import type { StagedAttendeeFailures } from './staged-attendee-failures.js'

/** What every operation works on. */
export interface OperationContext {
  readonly region: string
  readonly meetings: MeetingStore
  readonly failures: StagedAttendeeFailures
  readonly repeatedUser: 'new-attendee' | 'same-attendee'
  readonly botsListed: boolean
  /** The SignalingUrl of a meeting; undefined for one of the vendor's form. */
  readonly signalingUrl: ((meetingId: string) => string) | undefined
}

export interface OperationInput {
  readonly labels: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Members
}

/** An operation's answer: its JSON body, or undefined for 204. Errors are thrown as `ChimeServiceError`. */
export type Operation = (context: OperationContext, input: OperationInput) => Members | undefined

const serviceId = { min: 1, max: 4096, pattern: /^[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}$/ }

/** Reads a meeting's or an attendee's id. */
export function readServiceId(constraints: Constraints, value: unknown, at: string): string {
  return constraints.requiredText(value, at, serviceId)
}

/** Reads the ids in the path, and whatever else `read` reads, before anything is looked up. */
export function readInput<Read>(
  input: OperationInput,
  read: (constraints: Constraints) => Read,
): { meetingId: string; attendeeId: string; read: Read } {
  const constraints = new Constraints()
  const { MeetingId: meetingId, AttendeeId: attendeeId } = input.labels
  if (meetingId !== undefined) readServiceId(constraints, meetingId, 'meetingId')
  if (attendeeId !== undefined) readServiceId(constraints, attendeeId, 'attendeeId')
  const result = { meetingId: meetingId ?? '', attendeeId: attendeeId ?? '', read: read(constraints) }
  constraints.done()
  return result
}
