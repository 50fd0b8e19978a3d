import { MeetingError, type MeetingErrorInit } from '../../../src/errors/meeting-error.js'

/** A delivery that is not genuine. */
export function notGenuine(message: string): MeetingError {
  return refused('forbidden', message)
}

/** A delivery that is genuine and cannot be read. */
export function unreadable(message: string): MeetingError {
  return refused('invalid-request', message)
}

/** A delivery on a way that is switched off. */
export function switchedOff(setting: string): MeetingError {
  return refused('unsupported', `this way is switched off by events.${setting} of the instance`)
}

function refused(code: MeetingErrorInit['code'], message: string): MeetingError {
  return new MeetingError({ code, message, effect: 'none' })
}
