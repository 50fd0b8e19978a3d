import type { Members } from '../../reading.js'
import { bodyJson } from '../body-json.js'
import { notGenuine } from '../not-genuine.js'

/** What SNS posts to a subscriber by HTTP, as far as it matters here. */
export interface SnsMessage {
  readonly Type: 'Notification' | 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'
  readonly MessageId: string
  readonly TopicArn: string
  readonly Message: string
  readonly Timestamp: string
  /** `1` is SHA-1, `2` SHA-256: an attribute of the topic. */
  readonly SignatureVersion: '1' | '2'
  readonly Signature: string
  readonly SigningCertURL: string
  readonly Subject?: string
  /** Of confirmations only. */
  readonly Token?: string
  readonly SubscribeURL?: string
}

const ofConfirmations = [
  'Message',
  'MessageId',
  'SubscribeURL',
  'Timestamp',
  'Token',
  'TopicArn',
  'Type',
] as const

const signedFields: Readonly<Record<SnsMessage['Type'], readonly (keyof SnsMessage)[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ofConfirmations,
  UnsubscribeConfirmation: ofConfirmations,
}

/** Reads a body, believing nothing: fails with `forbidden`, for what has no signature to prove it is not genuine. */
export function parseSnsMessage(body: Uint8Array): SnsMessage {
  const members = membersOf(body)
  const { Type, SignatureVersion } = members
  if (Type !== 'Notification' && Type !== 'SubscriptionConfirmation' && Type !== 'UnsubscribeConfirmation')
    throw notGenuine('the body is no message of SNS')
  if (SignatureVersion !== '1' && SignatureVersion !== '2')
    throw notGenuine('the message has no signature of version 1 or 2')
  const text = (name: string): string => {
    const value = members[name]
    if (typeof value !== 'string') throw notGenuine(`the message has no ${name}`)
    // What is signed is a list of lines, so that a value with a line break could stand for several.
    if (name !== 'Message' && name !== 'Subject' && /[\r\n]/.test(value))
      throw notGenuine(`${name} has more than one line`)
    return value
  }
  const common = {
    Type,
    SignatureVersion,
    MessageId: text('MessageId'),
    TopicArn: text('TopicArn'),
    Message: text('Message'),
    Timestamp: text('Timestamp'),
    Signature: text('Signature'),
    SigningCertURL: text('SigningCertURL'),
  } as const
  if (Type !== 'Notification') return { ...common, Token: text('Token'), SubscribeURL: text('SubscribeURL') }
  const hasSubject = members['Subject'] !== undefined && members['Subject'] !== null
  return hasSubject ? { ...common, Subject: text('Subject') } : common
}

/**
 * What the signature is over, by the guide of SNS ("Verifying the signatures of Amazon SNS messages"): each field's name and value
 * on lines of their own, in the order of their bytes.
 */
export function signedText(message: SnsMessage): string {
  return signedFields[message.Type]
    .flatMap((field) => (message[field] === undefined ? [] : [`${field}\n${message[field]}\n`]))
    .join('')
}

function membersOf(body: Uint8Array): Members {
  try {
    const value = bodyJson(body)
    if (typeof value === 'object' && value !== null) return value as Members
  } catch {
    // No JSON, or not UTF-8.
  }
  throw notGenuine('the body is no message of SNS')
}
