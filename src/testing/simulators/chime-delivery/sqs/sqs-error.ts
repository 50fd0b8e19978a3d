import { randomUUID } from 'node:crypto'
import type { SimulatorAnswer } from '../../simulator-server.js'

/**
 * The errors of the service's model, with the code that its older protocol gave them: it still comes along in a header, and
 * is what clients take for the name of an error that is not in the model.
 */
const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
}

const statuses: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  InvalidSignatureException: 403,
  MissingAuthenticationTokenException: 403,
  UnrecognizedClientException: 403,
  ExpiredTokenException: 403,
  RequestThrottled: 403,
  InternalFailure: 500,
  InternalError: 500,
  ServiceUnavailable: 503,
}

/** An error of the service, thrown inside the simulator and turned into the answer at its edge. */
export class SqsError extends Error {
  override readonly name: string

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

export function invalidParameter(value: unknown, parameter: string, reason: string): SqsError {
  return new SqsError(
    'InvalidParameterValue',
    `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`,
  )
}

/** The code that a failed entry of a batch has. */
export function entryCode(name: string): string {
  return queryCodes[name] ?? name
}

/** How a staged error differs from the service's usual one. */
export interface SqsErrorOptions {
  /** Default: the status that the error usually has; 400 for a name that the simulator does not know. */
  readonly status?: number
  readonly message?: string
  /** Sent as the `Retry-After` header. */
  readonly retryAfterSeconds?: number
}

/** The answer by which the service reports an error. */
export function errorAnswer(name: string, options: SqsErrorOptions = {}): SimulatorAnswer {
  const { status = statuses[name] ?? 400, message = name, retryAfterSeconds } = options
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      'x-amzn-query-error': `${entryCode(name)};${status < 500 ? 'Sender' : 'Receiver'}`,
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${name}`, message }),
  }
}
