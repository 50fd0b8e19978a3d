import { randomBytes } from 'node:crypto'
import type { SimulatorAnswer } from '../../simulator-server.js'
import { writeXml, type XmlMembers } from './xml.js'

const statuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  ExpiredToken: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidRequest: 400,
  MalformedXML: 400,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  ServiceUnavailable: 503,
  SlowDown: 503,
}

/** The error of an answer, thrown inside the simulator and turned into the answer at its edge. */
export class S3Error extends Error {
  readonly code: string
  readonly details: XmlMembers

  constructor(code: string, message: string, details: XmlMembers = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** The answer by which S3 reports an error. */
export function errorAnswer(
  code: string,
  options: {
    readonly status?: number
    readonly message?: string
    readonly retryAfterSeconds?: number
    readonly details?: XmlMembers
  } = {},
): SimulatorAnswer {
  const requestId = newRequestId()
  const { message = code, retryAfterSeconds, details } = options
  return {
    status: options.status ?? statuses[code] ?? 400,
    headers: {
      'content-type': 'application/xml',
      'x-amz-request-id': requestId,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: writeXml('Error', { Code: code, Message: message, ...details, RequestId: requestId }),
  }
}

export function newRequestId(): string {
  return randomBytes(8).toString('hex').toUpperCase()
}
