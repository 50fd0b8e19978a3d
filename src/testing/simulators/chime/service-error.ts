import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer } from '../simulator-server.js'

/**
 * Status and `Code` of the exceptions that the service's model has and of the unmodelled ones that are seen in practice
 * (fact sheet, section 1.5). The codes follow the service's older enumeration (section 7.1).
 */
const exceptions: Readonly<Record<string, { readonly status: number; readonly code?: string }>> = {
  BadRequestException: { status: 400 },
  UnauthorizedException: { status: 401 },
  ForbiddenException: { status: 403 },
  ThrottlingException: { status: 429 },
  ServiceFailureException: { status: 500 },
  ServiceUnavailableException: { status: 503 },
  NotFoundException: { status: 404 },
  ConflictException: { status: 409 },
  UnprocessableEntityException: { status: 422, code: 'Unprocessable' },
  LimitExceededException: { status: 400, code: 'ResourceLimitExceeded' },
  ResourceNotFoundException: { status: 404, code: 'NotFound' },
  TooManyTagsException: { status: 400 },
  ValidationException: { status: 400 },
  SerializationException: { status: 400 },
  UnknownOperationException: { status: 404 },
  AccessDeniedException: { status: 403 },
  MissingAuthenticationTokenException: { status: 403 },
  UnrecognizedClientException: { status: 403 },
  InvalidSignatureException: { status: 403 },
  InvalidClientTokenId: { status: 403 },
  IncompleteSignature: { status: 400 },
  RequestExpired: { status: 400 },
  ExpiredTokenException: { status: 403 },
  OptInRequired: { status: 403 },
}

/**
 * The names by which the older namespace and the sister services (media pipelines among them) call what has another name
 * here (fact sheet, section 1.7).
 */
const legacyExceptions: typeof exceptions = {
  ResourceLimitExceededException: { status: 400 },
  ThrottledClientException: { status: 429, code: 'Throttled' },
  UnauthorizedClientException: { status: 401, code: 'Unauthorized' },
}

/** What an error carries beyond its name and message. */
export interface ErrorExtras {
  /** Sent as the `Retry-After` header. */
  readonly retryAfterSeconds?: number | undefined
  /** Sent as `ResourceName`, which the exceptions of the tag calls have. */
  readonly resourceName?: string | undefined
}

/** The error of an answer, thrown inside the simulator and turned into the answer at its edge. */
export class ChimeServiceError extends Error {
  override readonly name: string
  readonly extras: ErrorExtras

  constructor(name: string, message: string, extras: ErrorExtras = {}) {
    super(message)
    this.name = name
    this.extras = extras
  }

  /** The free-text code that bodies and `Errors[]` carry. */
  get code(): string {
    return codeOf(this.name)
  }
}

/** How a staged exception differs from the vendor's usual one. */
export interface ErrorAnswerOptions extends ErrorExtras {
  /** Default: the status that the exception has in the service's model; 400 for a name that the simulator does not know. */
  readonly status?: number
  readonly message?: string
}

/** The answer by which the service reports an exception. */
export function errorAnswer(name: string, options: ErrorAnswerOptions = {}): SimulatorAnswer {
  const requestId = randomUUID()
  const { message = name, retryAfterSeconds, resourceName } = options
  const known = exceptions[name] ?? legacyExceptions[name]
  return {
    status: options.status ?? known?.status ?? 400,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': name,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({
      Code: codeOf(name),
      Message: message,
      RequestId: requestId,
      ResourceName: resourceName,
    }),
  }
}

/** The exception that a whole call answers where a batch would carry this code for one attendee. */
export function exceptionOfCode(code: string): string {
  // The older enumeration has both spellings.
  if (code === 'Throttled') return 'ThrottlingException'
  const known = Object.keys(exceptions).find((name) => name === code || codeOf(name) === code)
  return known ?? (code.endsWith('Exception') ? code : `${code}Exception`)
}

function codeOf(name: string): string {
  return (exceptions[name] ?? legacyExceptions[name])?.code ?? name.replace(/Exception$/, '')
}
