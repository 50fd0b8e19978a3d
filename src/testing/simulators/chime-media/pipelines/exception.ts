import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer } from '../../simulator-server.js'

/**
 * Status and `Code` of what this service throws. Its model still has the older names (fact sheet, section 1.7), and a
 * closed list of codes; the rest are the errors that every AWS service has.
 */
const exceptions: Readonly<Record<string, { readonly status: number; readonly code?: string }>> = {
  BadRequestException: { status: 400 },
  UnauthorizedClientException: { status: 401, code: 'Unauthorized' },
  ForbiddenException: { status: 403 },
  NotFoundException: { status: 404 },
  ConflictException: { status: 409 },
  ResourceLimitExceededException: { status: 400 },
  ThrottledClientException: { status: 429, code: 'Throttling' },
  ServiceFailureException: { status: 500 },
  ServiceUnavailableException: { status: 503 },
  ValidationException: { status: 400 },
  SerializationException: { status: 400 },
  UnknownOperationException: { status: 404 },
  AccessDeniedException: { status: 403 },
  MissingAuthenticationTokenException: { status: 403 },
  UnrecognizedClientException: { status: 403 },
  InvalidSignatureException: { status: 403 },
  IncompleteSignature: { status: 400 },
  ExpiredTokenException: { status: 403 },
}

/** The exception of an answer, thrown inside the simulator and turned into the answer at its edge. */
export class PipelinesException extends Error {
  override readonly name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** How a staged exception differs from the vendor's usual one. */
export interface MediaErrorOptions {
  /** Default: the status that the exception usually has; 400 for a name that the simulator does not know. */
  readonly status?: number
  readonly message?: string
  /** Sent as the `Retry-After` header. */
  readonly retryAfterSeconds?: number
}

/** The answer by which the service reports an exception. */
export function exceptionAnswer(name: string, options: MediaErrorOptions = {}): SimulatorAnswer {
  const requestId = randomUUID()
  const { message = name, retryAfterSeconds } = options
  return {
    status: options.status ?? exceptions[name]?.status ?? 400,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': name,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({
      Code: exceptions[name]?.code ?? name.replace(/Exception$/, ''),
      Message: message,
      RequestId: requestId,
    }),
  }
}
