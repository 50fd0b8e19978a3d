import { MeetingError, type Problem } from './meeting-error.js'

/** One error for everything that is wrong with a request; the message lists field and rule. */
export function invalidRequest(problems: readonly Problem[]): MeetingError {
  return new MeetingError({
    code: 'invalid-request',
    message: problemsText(problems),
    effect: 'none',
    problems,
  })
}

/** `path rule; path rule`. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(({ path, rule }) => `${path === '' ? 'the value' : path} ${rule}`).join('; ')
}
