import { MeetingError } from '../../src/errors/meeting-error.js'
import { safeCause } from '../../src/errors/safe-cause.js'
import { retryAfter } from '../../src/http/status-error.js'
import { type ErrorRule, ruleOf, ruleOfStatus } from './error-table.js'
import { deniedPermission, lacking } from './missing-permission.js'
import { objectOf } from './reading.js'
import { isRead } from './wire.js'

/** What is read of an error of the AWS packages; each may be missing. */
interface AwsError {
  readonly name: string
  readonly message: string
  /** Of the network. */
  readonly code?: unknown
  readonly syscall?: unknown
  readonly RetryAfterSeconds?: unknown
  /** Set by our agents: the connection was an idle one that the server had given up. */
  readonly reusedSocket?: unknown
}

/**
 * Turns what the AWS client threw into a `MeetingError`, by its name. The AWS error itself is dropped: it holds the
 * answer, and answers hold join tokens.
 */
export function mapChimeError(error: unknown, operation: string, now: number): MeetingError {
  if (MeetingError.is(error)) return error
  if (!(error instanceof Error))
    return new MeetingError({ code: 'unknown', message: `${operation}: not foreseen` })
  const aws: AwsError = error
  const status = statusOf(error)
  const { name, rule } = classify(aws, status)
  const denied = deniedPermission(aws.message)
  if (denied !== undefined)
    return new MeetingError({
      code: 'forbidden',
      message: `${operation} failed: ${lacking(denied)}`,
      vendorCode: name,
      cause: safeCause(error),
    })
  const effect = isRead(operation) || isStale(error) ? 'none' : rule.effect
  const unreadable = aws.name === 'SyntaxError'
  return new MeetingError({
    code: rule.code === 'quota' && operation.endsWith('CreateAttendee') ? 'capacity' : rule.code,
    // A text that is not JSON is quoted in the parser's message, join tokens included.
    message: `${operation} failed: ${unreadable ? `the answer is not JSON (HTTP ${status})` : describe(aws, name)}`,
    effect,
    retryable: rule.retryable,
    retryAfterMs: retryAfterMs(error, now),
    vendorCode: name,
    cause: unreadable ? undefined : safeCause(error),
  })
}

/** The same for one attendee of a batch, which the answer says was not created. */
export function mapAttendeeError(errorCode: string, errorMessage: string): MeetingError {
  const rule = ruleOf(errorCode) ?? { code: 'unknown' as const }
  return new MeetingError({
    ...rule,
    code: rule.code === 'quota' ? 'capacity' : rule.code,
    message: `BatchCreateAttendee did not create the attendee: ${errorCode}: ${errorMessage}`,
    effect: 'none',
    vendorCode: errorCode,
  })
}

/** The server closed an idle connection while a request went out on it: nobody has read that request. */
export function isStale(error: unknown): boolean {
  return error instanceof Error && (error as AwsError).reusedSocket === true && statusOf(error) === undefined
}

/** The signature was refused because this machine's clock is wrong; the AWS client has taken note and signs rightly from now on. */
export function isClockCorrected(error: unknown): boolean {
  const corrected = objectOf(error, '$metadata')?.['clockSkewCorrected'] === true
  return corrected && error instanceof Error && ruleOf(error.name)?.code === 'unauthenticated'
}

function classify(error: AwsError, status: number | undefined): { name: string; rule: ErrorRule } {
  const networkCode = typeof error.code === 'string' ? error.code : undefined
  if (networkCode !== undefined && status !== undefined)
    // The head of an answer had come: it was cut short.
    return { name: networkCode, rule: { code: 'invalid-response', retryable: true, effect: 'unknown' } }
  if (isConnectTimeout(error)) return { name: error.name, rule: { code: 'unavailable', effect: 'none' } }
  if (networkCode?.startsWith('HPE_') === true)
    return { name: networkCode, rule: { code: 'invalid-response', effect: 'unknown' } }
  const byCode = networkCode === undefined ? undefined : ruleOf(networkCode)
  if (networkCode !== undefined && byCode !== undefined) return { name: networkCode, rule: byCode }
  const byName = ruleOf(error.name)
  if (byName !== undefined) return { name: error.name, rule: byName }
  if (status === undefined)
    return { name: networkCode ?? error.name, rule: { code: 'unknown', effect: 'unknown' } }
  // `Unknown`: an error answer without a type. It does not come from Chime but from something in front of it.
  const foreign = error.name === 'Unknown' || error.name === 'SyntaxError'
  const rule = ruleOfStatus(status)
  if (foreign) return { name: `HTTP ${status}`, rule }
  return {
    name: error.name,
    rule: rule.code === 'invalid-response' ? { code: 'unknown', effect: rule.effect } : rule,
  }
}

/** Of the system, or of the AWS request handler, which gives no code for it. */
function isConnectTimeout({ name, message, code, syscall }: AwsError): boolean {
  if (code === 'ETIMEDOUT') return syscall === 'connect'
  return name === 'TimeoutError' && code === undefined && message.includes('did not establish a connection')
}

function describe({ message }: AwsError, name: string): string {
  const [line = ''] = message.split('\n')
  return line === '' || line === name || line === 'UnknownError' ? name : `${name}: ${line}`
}

function statusOf(error: unknown): number | undefined {
  const status = objectOf(error, '$metadata')?.['httpStatusCode']
  return typeof status === 'number' ? status : undefined
}

function retryAfterMs(error: Error, now: number): number | undefined {
  const header = objectOf(objectOf(error, '$response'), 'headers')?.['retry-after']
  const value = (error as AwsError).RetryAfterSeconds ?? header
  return typeof value === 'string' ? retryAfter(value, now) : undefined
}
