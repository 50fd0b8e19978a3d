import type { MeetingErrorCode, MeetingErrorEffect } from '../../src/errors/codes.js'

/** What an error of the service or of the AWS packages means. */
export interface ErrorRule {
  readonly code: MeetingErrorCode
  readonly effect: MeetingErrorEffect
  readonly retryable?: boolean
}

const none = (code: MeetingErrorCode, retryable?: boolean): ErrorRule => ({
  code,
  effect: 'none',
  ...(retryable !== undefined && { retryable }),
})
const unknown = (code: MeetingErrorCode, retryable?: boolean): ErrorRule => ({
  ...none(code, retryable),
  effect: 'unknown',
})

const rules: Readonly<Record<string, ErrorRule>> = {
  // Modelled by the service (fact sheet, section 1.5).
  BadRequestException: none('invalid-request'),
  UnauthorizedException: none('unauthenticated'),
  ForbiddenException: none('forbidden'),
  ThrottlingException: none('rate-limited'),
  ServiceFailureException: unknown('unavailable'),
  ServiceUnavailableException: none('unavailable'),
  NotFoundException: none('not-found'),
  ConflictException: none('conflict'),
  UnprocessableEntityException: none('conflict'),
  // A hard quota, although the AWS packages take its name for throttling. `capacity` on attendee calls.
  LimitExceededException: none('quota'),
  ResourceNotFoundException: none('not-found'),
  TooManyTagsException: none('invalid-request'),

  // Not modelled, but answered by the front end that all AWS services share.
  ValidationException: none('invalid-request'),
  ValidationError: none('invalid-request'),
  MalformedHttpRequestException: none('invalid-request'),
  RequestEntityTooLargeException: none('invalid-request'),
  SerializationException: none('invalid-request'),
  AccessDeniedException: none('forbidden'),
  NotAuthorized: none('forbidden'),
  OptInRequired: none('forbidden'),
  InvalidClientTokenId: none('unauthenticated'),
  UnrecognizedClientException: none('unauthenticated'),
  IncompleteSignature: none('unauthenticated'),
  IncompleteSignatureException: none('unauthenticated'),
  InvalidSignatureException: none('unauthenticated'),
  SignatureDoesNotMatch: none('unauthenticated'),
  MissingAuthenticationToken: none('unauthenticated'),
  MissingAuthenticationTokenException: none('unauthenticated'),
  AuthFailure: none('unauthenticated'),
  ExpiredToken: none('unauthenticated'),
  ExpiredTokenException: none('unauthenticated'),
  RequestExpired: none('unauthenticated'),
  RequestInTheFuture: none('unauthenticated'),
  RequestTimeTooSkewed: none('unauthenticated'),
  TooManyRequestsException: none('rate-limited'),
  RequestLimitExceeded: none('rate-limited'),
  InternalFailure: unknown('unavailable'),
  InternalServerError: unknown('unavailable'),
  InternalServerException: unknown('unavailable'),
  ServiceUnavailable: none('unavailable'),
  UnknownOperationException: none('unsupported'),

  // Names of the older API, which media pipelines still use.
  ResourceLimitExceededException: none('quota'),
  ThrottledClientException: none('rate-limited'),
  UnauthorizedClientException: none('unauthenticated'),

  // Codes of single attendees inside a batch's answer (fact sheet, section 7.1), where they differ by more than the ending.
  Throttled: none('rate-limited'),
  Unprocessable: none('conflict'),
  PreconditionFailed: none('conflict'),

  // Raised by the AWS packages themselves, before anything is sent.
  CredentialsProviderError: none('not-configured'),
  TokenProviderError: none('not-configured'),
  EndpointError: none('not-configured'),
  // And after it.
  TimeoutError: unknown('timeout'),
  RequestTimeout: unknown('timeout'),
  RequestTimeoutException: unknown('timeout'),
  AbortError: unknown('aborted'),
  AnswerTooLongError: unknown('invalid-response'),

  // Codes of the network: no connection was made, so nothing was sent …
  ECONNREFUSED: none('unavailable'),
  ENOTFOUND: none('unavailable'),
  EAI_AGAIN: none('unavailable'),
  EHOSTUNREACH: none('unavailable'),
  ENETUNREACH: none('unavailable'),
  CERT_HAS_EXPIRED: none('unavailable', false),
  DEPTH_ZERO_SELF_SIGNED_CERT: none('unavailable', false),
  SELF_SIGNED_CERT_IN_CHAIN: none('unavailable', false),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: none('unavailable', false),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: none('unavailable', false),
  ERR_TLS_CERT_ALTNAME_INVALID: none('unavailable', false),
  EPROTO: none('unavailable', false),
  // … or one was lost on the way.
  ECONNRESET: unknown('unavailable'),
  EPIPE: unknown('unavailable'),
  ETIMEDOUT: unknown('timeout'),
}

const table: ReadonlyMap<string, ErrorRule> = new Map(Object.entries(rules))

/**
 * Every name in the table.
 *
 * @internal Exported for its tests.
 */
export const knownErrorNames: readonly string[] = [...table.keys()]

/** What a name means: of an exception, of an attendee's error (`NotFound` for `NotFoundException`), or of the network. */
export function ruleOf(name: string): ErrorRule | undefined {
  return table.get(name) ?? table.get(`${name}Exception`)
}

/** What a status means where the answer has no name that is known. */
export function ruleOfStatus(status: number): ErrorRule {
  if (status === 401 || status === 407) return none('unauthenticated')
  if (status === 403) return none('forbidden')
  if (status === 408 || status === 504) return unknown('timeout')
  if (status === 429) return none('rate-limited')
  if (status === 503) return none('unavailable')
  if (status >= 500) return unknown('unavailable')
  return status < 300 ? unknown('invalid-response') : none('invalid-response')
}
