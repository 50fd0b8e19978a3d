import { MeetingError } from '../../../src/errors/meeting-error.js'

/** A delivery that cannot be proven to come from AWS, or not for us. `reason` says nothing that was delivered. */
export function notGenuine(reason: string): MeetingError {
  return new MeetingError({ code: 'forbidden', message: reason, effect: 'none' })
}

/** A way for which nothing is configured. */
export function switchedOff(way: string, hint: string): MeetingError {
  return new MeetingError({
    code: 'unsupported',
    message: `the way ${way} is switched off: ${hint}`,
    effect: 'none',
  })
}
