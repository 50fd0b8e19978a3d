import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { isBooleanText } from '../values.js'
import type { Violation } from '../violation.js'

/** What every meetingID has to obey, if there is one. */
export function meetingIdViolations(meetingID: string | undefined): Violation[] {
  const found: Violation[] = []
  if (meetingID === undefined) return found
  if (meetingID.length < 2 || meetingID.length > 256) {
    found.push({ key: 'sizeError', message: 'Meeting ID must be between 2 and 256 characters' })
  }
  if (meetingID === '') {
    found.push({ key: 'missingParamMeetingID', message: 'You must provide a meeting ID' })
  }
  if (meetingID.includes(',')) {
    found.push({ key: 'validationError', message: 'Meeting ID cannot contain a comma' })
  }
  return found
}

export function passwordLengthViolations(...passwords: readonly (string | undefined)[]): Violation[] {
  return passwords
    .filter((text) => text !== undefined && text !== '' && (text.length < 2 || text.length > 64))
    .map(() => ({ key: 'invalidPassword', message: 'Password must be between 2 and 64 characters' }))
}

export function booleanViolations({ params }: ApiRequest, names: readonly string[]): Violation[] {
  return names
    .filter((name) => !isBooleanText(params.get(name)))
    .map((name) => ({ key: 'validationError', message: `Parameter ${name} must be a boolean` }))
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']
const xmlTypes = ['application/xml', 'text/xml']

/** Late 2.6 and newer look at the type of a body, where there is one; `create` alone may carry XML. */
export function contentTypeViolations(state: ServerState, request: ApiRequest): Violation[] {
  if (state.server === 'bbb-2.4' || !request.hasBody) return []
  const allowed = request.call === 'create' ? [...formTypes, ...xmlTypes] : formTypes
  if (allowed.includes(request.contentType ?? '')) return []
  return [{ key: 'unsupportedContentType', message: `Unsupported Content-Type for ${request.call}` }]
}
