import type { ApiRequest } from '../api-request.js'
import type { ServerState } from '../server-state.js'
import { isBooleanText } from '../values.js'
import type { Violation } from '../violation.js'

/** b3scale looks the meeting up itself, and has a key of its own for what it does not know. */
export function unknownMeeting({ balancer }: ServerState): Violation {
  return {
    key: balancer === 'b3scale' ? 'invalidMeetingIdentifier' : 'notFound',
    message: 'A meeting with that ID does not exist',
  }
}

/** What every meetingID has to obey since 2.4, if there is one. */
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

/** Late 2.6 and newer look at the type of a body, where there is one: `create` may carry XML, `insertDocument` has to. */
export function contentTypeViolations({ release }: ServerState, request: ApiRequest): Violation[] {
  if (release < 2.6 || !request.hasBody) return []
  const allowed: Readonly<Record<string, readonly string[]>> = {
    create: [...formTypes, ...xmlTypes],
    insertDocument: xmlTypes,
  }
  if ((allowed[request.call] ?? formTypes).includes(request.contentType ?? '')) return []
  return [{ key: 'unsupportedContentType', message: `Unsupported Content-Type for ${request.call}` }]
}

/** A body that is there and is no form: slides. */
export function carriesXml({ body, contentType }: ApiRequest): boolean {
  return body !== '' && !formTypes.includes(contentType ?? '')
}
