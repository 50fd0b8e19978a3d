import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { MeetingError } from '../../../src/errors/meeting-error.js'
import { listOf, type Members, objectOf } from '../reading.js'

/** A rule's message in a topic's message in a queue's message, in what Lambda hands over. */
const MOST_WRAPPINGS = 6

/** What a request has that anybody may have sent, as Lambda hands it over. */
const httpMembers = ['requestContext', 'httpMethod', 'headers', 'multiValueHeaders', 'rawPath']

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
  if (whole === undefined) return [message]
  if (httpMembers.some((name) => name in whole)) throw untrusted()
  if ('detail' in whole) return [message]
  if (Array.isArray(whole['Records'])) return listOf(whole, 'Records').flatMap(inner)
  const text = textIn(whole)
  return text === undefined ? [message] : inner(text)
}

/** Records of Lambda, messages of SQS as the AWS packages spell them, and notifications of SNS. */
function textIn(whole: Members): string | undefined {
  const { body, eventSource, Body, MessageId, ReceiptHandle, Type } = whole
  const sns = objectOf(whole, 'Sns') ?? (Type === 'Notification' ? whole : undefined)
  const ofLambda = eventSource === 'aws:sqs' ? body : undefined
  const ofQueue = (MessageId ?? ReceiptHandle) === undefined ? undefined : Body
  const text = sns?.['Message'] ?? ofLambda ?? ofQueue
  return typeof text === 'string' ? text : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable()
  }
}

function untrusted(): MeetingError {
  return invalidRequest([
    { path: 'message', rule: 'must not be an HTTP request, which anybody may send: that is for lambdaHttp' },
  ])
}

function unreadable(): MeetingError {
  return invalidRequest([{ path: 'message', rule: 'must be JSON of an event of the Amazon Chime SDK' }])
}
