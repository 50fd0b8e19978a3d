import { redact } from './redact.js'

/**
 * What may be kept of a foreign error as `cause`: name, redacted message, code and stack. Vendors' error objects can
 * carry whole answers, join tokens included.
 */
export function safeCause(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(redact(shown(error)))
  const copy: Error & { code?: unknown } = new Error(redact(error.message))
  copy.name = error.name
  if (error.stack !== undefined) copy.stack = redact(error.stack)
  if ('code' in error && (typeof error.code === 'string' || typeof error.code === 'number'))
    copy.code = error.code
  return copy
}

/** Anything can be thrown, also what cannot be made a text. */
function shown(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return 'a thrown object'
  }
}
