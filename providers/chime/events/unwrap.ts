import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { MeetingError } from '../../../src/errors/meeting-error.js'
import { listOf, type Members, objectOf } from '../reading.js'

/** A rule's message in a topic's message in a queue's message, in what Lambda hands over. */
const MOST_WRAPPINGS = 6

/**
 * The envelopes in something that AWS hands over: an event of EventBridge, the body of a queue's message or the whole message, what
 * SNS makes of a message, or what Lambda is called with by any of them. Looks at no signatures. Fails with `invalid-request` where a
 * text in it is no JSON, or is wrapped too often.
 */
export function unwrap(message: unknown, wrappings = 0): readonly unknown[] {
  if (wrappings > MOST_WRAPPINGS) throw unreadable()
  const inner = (value: unknown): readonly unknown[] => unwrap(value, wrappings + 1)
  if (typeof message === 'string') return inner(parsed(message))
  const whole = objectOf({ message }, 'message')
  if (whole === undefined || 'detail' in whole) return [message]
  if (Array.isArray(whole['Records'])) return listOf(whole, 'Records').flatMap(inner)
  const text = textIn(whole)
  return text === undefined ? [message] : inner(text)
}

/** Records of Lambda, messages of SQS as the AWS packages spell them, and notifications of SNS. */
function textIn(whole: Members): string | undefined {
  const { body, Body, Type } = whole
  const sns = objectOf(whole, 'Sns') ?? (Type === 'Notification' ? whole : undefined)
  const text = sns?.['Message'] ?? body ?? Body
  return typeof text === 'string' ? text : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable()
  }
}

function unreadable(): MeetingError {
  return invalidRequest([{ path: 'message', rule: 'must be JSON of an event of the Amazon Chime SDK' }])
}
