import type { MeetingErrorCode } from '../errors/codes.js'
import { problemsText } from '../errors/invalid-request.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingWarning } from '../spec/warning.js'

export function unsupported(field: string, note?: string): MeetingWarning {
  const message =
    note === undefined ? `${field} is not supported and was left out` : `${field} was left out: ${note}`
  return { code: 'unsupported', field, message }
}

export function notApplied(field: string, message: string): MeetingWarning {
  return { code: 'not-applied', field, message: `${field} was not applied as asked: ${message}` }
}

/** Strict mode: what would be a warning about a field that the caller set is an error instead. Other warnings stay warnings. */
export function failOnWarnings(warnings: readonly MeetingWarning[], code: MeetingErrorCode): void {
  const problems = warnings.flatMap(({ code: kind, field, message }) =>
    field !== undefined && (kind === 'unsupported' || kind === 'not-applied')
      ? [{ path: field, rule: `(${message})` }]
      : [],
  )
  if (problems.length === 0) return
  throw new MeetingError({
    code,
    effect: 'none',
    message: `strict mode refuses ${problemsText(problems)}`,
    problems,
  })
}
