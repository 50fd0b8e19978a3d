/** Says that something was published to a topic. */
export interface SnsNotification extends SnsMessageBase {
  readonly Type: 'Notification'
  readonly Subject?: string
  readonly UnsubscribeURL: string
}

/** Asks an endpoint whether it wants to be subscribed, or tells it that it is no more. */
export interface SnsConfirmation extends SnsMessageBase {
  readonly Type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation'
  readonly Token: string
  readonly SubscribeURL: string
}

interface SnsMessageBase {
  readonly MessageId: string
  readonly TopicArn: string
  readonly Message: string
  readonly Timestamp: string
  readonly SignatureVersion: SnsSignatureVersion
  readonly Signature: string
  readonly SigningCertURL: string
}

/** What SNS posts to an HTTP subscriber. */
export type SnsMessage = SnsNotification | SnsConfirmation

/** `1` signs with SHA-1, `2` with SHA-256. */
export type SnsSignatureVersion = '1' | '2'

const signedFields = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  confirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
} as const

/** The text that a signature is over: the names and values of some fields, a line each, without those that are missing. */
export function signedText(message: object): string {
  const fields = new Map(Object.entries(message))
  const names = fields.get('Type') === 'Notification' ? signedFields.Notification : signedFields.confirmation
  const present = names.filter((name) => fields.get(name) !== undefined)
  return present.map((name) => `${name}\n${String(fields.get(name))}\n`).join('')
}

/** JSON in the layout of the service: a field a line, spaces around the colon. */
export function snsText(message: object): string {
  const lines = Object.entries(message).map(([name, value]) => `  "${name}" : ${JSON.stringify(value)}`)
  return `{\n${lines.join(',\n')}\n}`
}

/** The headers with which SNS posts a message. */
export function snsHeaders(
  message: { readonly Type: string; readonly MessageId: string; readonly TopicArn: string },
  subscriptionArn: string | undefined,
): Record<string, string> {
  return {
    'x-amz-sns-message-type': message.Type,
    'x-amz-sns-message-id': message.MessageId,
    'x-amz-sns-topic-arn': message.TopicArn,
    ...(subscriptionArn === undefined ? {} : { 'x-amz-sns-subscription-arn': subscriptionArn }),
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
  }
}
