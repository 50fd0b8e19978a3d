import { findAttendee } from './attendee-operations.js'
import { checkCapabilities, readCapabilities, type SimulatedChimeCapabilities } from './capabilities.js'
import type { Constraints } from './constraints.js'
import { type Operation, type OperationInput, readInput, readServiceId } from './operation.js'
import { changeCapabilities } from './presence.js'
import { attendeeView } from './views.js'

const excludedPerCall = 250

export const updateAttendeeCapabilities: Operation = (context, input) => {
  const { read: capabilities } = readInput(input, (constraints) => requiredCapabilities(constraints, input))
  const { meeting, attendee } = findAttendee(context, input)
  checkCapabilities(capabilities, meeting.input.features)
  changeCapabilities(meeting, attendee, capabilities)
  return { Attendee: attendeeView(attendee) }
}

/** An excluded id that nobody has is taken as it is: the list cannot be empty, so "everybody" needs one. Bots keep theirs. */
export const batchUpdateAttendeeCapabilitiesExcept: Operation = (context, input) => {
  const { meetingId, read } = readInput(input, (constraints) => ({
    excluded: readExcluded(constraints, input.body['ExcludedAttendeeIds']),
    capabilities: requiredCapabilities(constraints, input),
  }))
  const meeting = context.meetings.find(meetingId)
  checkCapabilities(read.capabilities, meeting.input.features)
  for (const attendee of meeting.attendees.values()) {
    if (attendee.bot || read.excluded.includes(attendee.attendeeId)) continue
    changeCapabilities(meeting, attendee, read.capabilities)
  }
  return {}
}

function requiredCapabilities(constraints: Constraints, input: OperationInput): SimulatedChimeCapabilities {
  const capabilities = readCapabilities(constraints, input.body['Capabilities'], 'capabilities')
  if (capabilities === undefined) constraints.violate('capabilities', 'Member must not be null')
  return capabilities ?? { Audio: 'None', Video: 'None', Content: 'None' }
}

function readExcluded(constraints: Constraints, value: unknown): readonly string[] {
  const at = 'excludedAttendeeIds'
  const items = constraints.requiredList(value, at, { min: 1, max: excludedPerCall })
  return items.map((item, index) => {
    const place = `${at}.${index + 1}.member`
    const id = constraints.members(item, place)?.['AttendeeId']
    return readServiceId(constraints, id, `${place}.attendeeId`).toLowerCase()
  })
}
