import { problemsText } from '../errors/invalid-request.js'
import { MeetingError, type Problem } from '../errors/meeting-error.js'

/** One error for everything that is wrong with a configuration; the message lists key and rule, never a value. */
export function notConfigured(problems: readonly Problem[]): MeetingError {
  const message = `the configuration is not right: ${problemsText(problems)}`
  return new MeetingError({ code: 'not-configured', message, effect: 'none', problems })
}
