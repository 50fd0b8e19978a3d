import { MeetingError } from '../../src/errors/meeting-error.js'

/** What AWS refused, by its text. */
export interface DeniedPermission {
  /** As a policy names it: `chime:CreateMeeting`. */
  readonly action: string
  /** A policy says no; it is not enough that another one says yes. */
  readonly explicitly: boolean
}

/**
 * Reads `User: … is not authorized to perform: chime:CreateMeeting on resource: … because no identity-based policy allows the
 * chime:CreateMeeting action`, as all AWS services write it, whichever exception it comes with.
 */
export function deniedPermission(message: string): DeniedPermission | undefined {
  const action = /is not authorized to perform:? ([a-z0-9-]{1,64}:[A-Za-z]{1,128})/.exec(message)?.[1]
  return action === undefined ? undefined : { action, explicitly: message.includes('explicit deny') }
}

/** The end of an error's message, which `missingPermissionOf` reads. Without the names of users and resources. */
export function lacking({ action, explicitly }: DeniedPermission): string {
  return explicitly ? `a policy explicitly denies ${action}` : `the IAM policy lacks ${action}`
}

/**
 * The permission that AWS said is missing, as a policy names it (`chime:CreateMeeting`), for an error of code `forbidden`.
 * Undefined for other errors, and where AWS named none.
 */
export function missingPermissionOf(error: unknown): string | undefined {
  if (!MeetingError.is(error) || error.code !== 'forbidden') return undefined
  return /(?:the IAM policy lacks|a policy explicitly denies) ([a-z0-9-]+:[A-Za-z]+)/.exec(error.message)?.[1]
}
