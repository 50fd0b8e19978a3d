import type { Meeting } from '../meeting.js'
import type { Violation } from '../violation.js'
import { meetingIdSteps } from './steps.js'

const wrongPassword: Violation = {
  key: 'invalidPassword',
  message: 'You supplied no password, or neither of the two of this meeting',
}

/** The rules of `join` on 2.2 and 2.3, in the order in which they are looked at. */
export function joinSteps(meeting: Meeting | undefined, params: ReadonlyMap<string, string>): Violation[] {
  const found: Violation[] = []
  if ((params.get('fullName') ?? '').trim() === '') {
    found.push({ key: 'missingParamFullName', message: 'You must specify a name' })
  }
  found.push(...meetingIdSteps(params.get('meetingID')))
  const password = params.get('password') ?? ''
  if (password === '') found.push(wrongPassword)
  return meeting === undefined
    ? [...found, unknownMeeting]
    : [...found, ...meetingSteps(meeting, params, password)]
}

const unknownMeeting: Violation = {
  key: 'invalidMeetingIdentifier',
  message: 'The meeting ID that you supplied did not match any existing meetings',
}

function meetingSteps(meeting: Meeting, params: ReadonlyMap<string, string>, password: string): Violation[] {
  const { settings, identity, configs, ended } = meeting
  const found: Violation[] = []
  const createTime = params.get('createTime')
  if (createTime !== undefined && (createTime === '' || Number(createTime) !== identity.createTime)) {
    found.push({
      key: 'mismatchCreateTimeParam',
      message: 'The createTime is not that of the current meeting',
    })
  }
  if (ended) found.push({ key: 'meetingForciblyEnded', message: 'The meeting has been forcibly ended' })
  if (![settings.moderatorPW, settings.attendeePW].includes(password)) found.push(wrongPassword)
  const configToken = params.get('configToken') ?? ''
  if (configToken !== '' && !configs.has(configToken)) {
    found.push({ key: 'noConfigFound', message: 'There is no configuration for this token' })
  }
  return found
}
