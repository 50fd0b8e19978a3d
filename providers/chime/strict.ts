import { problemsText } from '../../src/errors/invalid-request.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingWarning } from '../../src/spec/warning.js'

/** In strict mode, fails with `unsupported` instead of warning. To be called before anything is sent. */
export function refuseInStrictMode(
  warnings: readonly MeetingWarning[],
  { strict }: ProviderCallOptions,
): void {
  if (!strict || warnings.length === 0) return
  const problems = warnings.map(({ field = '', message }) => ({ path: field, rule: `(${message})` }))
  throw new MeetingError({
    code: 'unsupported',
    effect: 'none',
    message: `strict mode refuses ${problemsText(problems)}`,
    problems,
  })
}
