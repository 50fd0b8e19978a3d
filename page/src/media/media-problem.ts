/** Why a camera or microphone did not start, as far as the person in front of it can do something about it. */
export type MediaProblem = 'refused' | 'missing' | 'in-use' | 'unsupported' | 'failed'

const byName: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: 'refused',
  PermissionDeniedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'in-use',
  TrackStartError: 'in-use',
  AbortError: 'in-use',
  TypeError: 'unsupported',
}

/** Reads what `getUserMedia`, or the client library around it, threw: by name, for browsers' texts differ. */
export function mediaProblemOf(error: unknown): MediaProblem {
  return named(error) ?? named(causeOf(error)) ?? 'failed'
}

function named(error: unknown): MediaProblem | undefined {
  if (typeof error !== 'object' || error === null || !('name' in error)) return undefined
  return typeof error.name === 'string' && Object.hasOwn(byName, error.name) ? byName[error.name] : undefined
}

function causeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined
}
