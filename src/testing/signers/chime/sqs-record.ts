import { createHash, randomUUID } from 'node:crypto'
import { type SimulatedChimeEvent, sqsBody } from '../../simulators/chime/index.js'
import { arnOf, defaultAccount } from '../../simulators/chime-delivery/account.js'

/** A message as Lambda hands it to the function that a queue triggers. */
export interface SqsRecord {
  readonly messageId: string
  readonly receiptHandle: string
  readonly body: string
  readonly attributes: Readonly<Record<string, string>>
  readonly messageAttributes: Readonly<Record<string, never>>
  readonly md5OfBody: string
  readonly eventSource: 'aws:sqs'
  readonly eventSourceARN: string
  readonly awsRegion: string
}

export interface SqsRecordOptions {
  /** Default: the queue `chime-events` of the account that everything simulated belongs to, in `us-east-1`. */
  readonly queueArn?: string
  /** Default: a new one for each record. */
  readonly messageId?: string
  /** How often the message has been received, this time included. Default 1. */
  readonly receiveCount?: number
  /** When it was sent. Default: now. */
  readonly at?: Date
}

/** Makes such a record of an event, or of any body. */
export function sqsRecord(content: SimulatedChimeEvent | string, options: SqsRecordOptions = {}): SqsRecord {
  const { messageId = randomUUID(), receiveCount = 1, at = new Date() } = options
  const { queueArn = arnOf('sqs', 'us-east-1', defaultAccount, 'chime-events') } = options
  const body = typeof content === 'string' ? content : sqsBody(content)
  const sentAt = String(at.getTime())
  return {
    messageId,
    receiptHandle: `AQEB${Buffer.from(`${messageId} ${receiveCount}`).toString('base64')}`,
    body,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: sentAt,
      SenderId: 'AIDASIMULATEDSENDER00',
      ApproximateFirstReceiveTimestamp: sentAt,
    },
    messageAttributes: {},
    md5OfBody: createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  }
}
