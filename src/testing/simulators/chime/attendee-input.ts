import { readCapabilities, type SimulatedChimeCapabilities } from './capabilities.js'
import type { Constraints } from './constraints.js'

/** One attendee of a CreateAttendee or batch request. */
export interface AttendeeInput {
  readonly externalUserId: string
  readonly capabilities: SimulatedChimeCapabilities | undefined
}

const externalUserId = { min: 2, max: 64 }

/** Reads one attendee; `at` is where in the request it stands, empty for the body itself. */
export function readAttendee(constraints: Constraints, value: unknown, at = ''): AttendeeInput {
  const attendee = constraints.members(value, at)
  const prefix = at === '' ? '' : `${at}.`
  return {
    externalUserId: constraints.requiredText(
      attendee?.['ExternalUserId'],
      `${prefix}externalUserId`,
      externalUserId,
    ),
    capabilities: readCapabilities(constraints, attendee?.['Capabilities'], `${prefix}capabilities`),
  }
}

/** Reads the `Attendees` of a batch of at most `max`. */
export function readAttendees(
  constraints: Constraints,
  value: unknown,
  max: number,
): readonly AttendeeInput[] {
  const items = constraints.requiredList(value, 'attendees', { min: 1, max })
  return items.map((item, index) => readAttendee(constraints, item, `attendees.${index + 1}.member`))
}
