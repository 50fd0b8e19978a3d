import { ChimeServiceError } from './service-error.js'

/**
 * The characters of ExternalMeetingId and ExternalUserId. White space is the ASCII kind only: which engine the service
 * matches `\s` with is not documented, and the narrower reading is the safer one to test against.
 */
const allowed = /^[-_&@+=,(){}[\]/«».:|'"#a-zA-Z0-9À-ÿ \t\n\v\f\r]*$/

/** The service's rule for external ids, which its machine-readable model does not have: `BadRequestException`. */
export function checkExternalId(member: string, value: string): void {
  if (!allowed.test(value)) {
    throw new ChimeServiceError('BadRequestException', `${member} contains characters that are not allowed`)
  }
  if (/^aws:/i.test(value)) {
    throw new ChimeServiceError(
      'BadRequestException',
      `${member} must not start with the reserved prefix aws:`,
    )
  }
}
