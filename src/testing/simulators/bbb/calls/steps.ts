import type { Violation } from '../violation.js'

/** What 2.2 and 2.3 want of a meetingID, in the order in which they look. Fact sheet sections 3.1 and 3.2. */
export function meetingIdSteps(meetingID: string | undefined): Violation[] {
  if (meetingID === undefined || meetingID.trim() === '') {
    return [{ key: 'missingParamMeetingID', message: 'You must specify a meeting ID' }]
  }
  return meetingID.includes(',')
    ? [{ key: 'invalidFormat', message: 'A meeting ID cannot contain a comma' }]
    : []
}
