import { MeetingError } from '../../src/errors/meeting-error.js'
import { excerpt } from '../../src/errors/redact.js'
import { meaningOf } from './message-keys.js'
import { childOf, textOf, type XmlElement } from './xml/xml-element.js'

/** Longest part of the server's own words that goes into a message. */
const MESSAGE_LENGTH = 200

/**
 * The error that a FAILED answer stands for. Nothing was done, unless a load balancer says that it does not
 * know.
 */
export function failureOf(answer: XmlElement, call: string): MeetingError {
  return refusal(reasonOf(answer), call)
}

/** The same for a reason that came in another way. */
export function refusal({ key, message }: Reason, call: string): MeetingError {
  const { code, hint, effect = 'none', retryable } = meaningOf(key, call)
  const words = message === undefined ? '' : `, saying "${excerpt(message, MESSAGE_LENGTH)}"`
  return new MeetingError({
    code,
    message: `BigBlueButton refused ${call} with ${key ?? 'no messageKey'}${words}${hint === undefined ? '' : ` (${hint})`}`,
    effect,
    retryable,
    vendorCode: key,
  })
}

/** A read changes nothing, so whatever became of it had no effect, and a passing failure may be repeated. */
export function readFailure(error: unknown): unknown {
  return MeetingError.is(error) && error.effect !== 'none' ? error.with({ effect: 'none' }) : error
}

/**
 * Of a call that must not be done twice: where nobody knows what became of it, the same call again is no remedy.
 */
export function notRepeatable(error: unknown): unknown {
  return MeetingError.is(error) && error.effect !== 'none' ? error.with({ retryable: false }) : error
}

/** Of a read whose answer was handed on in parts: marked so that nobody repeats it under way. */
export function begunFailure(error: unknown): unknown {
  return MeetingError.is(error) && error.effect === 'none' ? error.with({ effect: 'unknown' }) : error
}

/** An answer of SUCCESS that lacks what its call must answer: most often something else answered. */
export function missingField(call: string, field: string): MeetingError {
  return new MeetingError({
    code: 'invalid-response',
    message: `BigBlueButton's answer to ${call} has no usable ${field}`,
    effect: 'unknown',
  })
}

/** Why a server refused a call: its key, and its words. */
export interface Reason {
  readonly key: string | undefined
  readonly message: string | undefined
}

/**
 * Either shape: `messageKey` and `message`, or a list `errors/error` with the two as children or as
 * attributes.
 */
function reasonOf(answer: XmlElement): Reason {
  const key = textOf(answer, 'messageKey')
  const error = childOf(answer, 'errors')?.children.find((child) => child.name === 'error')
  if (key !== undefined || error === undefined) return { key, message: textOf(answer, 'message') }
  return {
    key: textOf(error, 'key') ?? error.attributes?.['key'],
    message: textOf(error, 'message') ?? error.attributes?.['message'],
  }
}
