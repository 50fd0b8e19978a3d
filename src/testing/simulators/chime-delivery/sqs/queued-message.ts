import { createHash, randomUUID } from 'node:crypto'

/** A message as a test sees it. */
export interface SimulatedQueueMessage {
  readonly messageId: string
  readonly body: string
  readonly sentAt: Date
  readonly receiveCount: number
  /** `in-flight` from a receipt until its visibility time-out. */
  readonly state: 'visible' | 'delayed' | 'in-flight'
}

export class QueuedMessage {
  readonly messageId: string
  readonly body: string
  readonly md5: string
  readonly sentAt: number
  visibleAt: number
  receiveCount = 0
  firstReceivedAt: number | undefined

  constructor(body: string, sentAt: number, visibleAt: number, messageId: string = randomUUID()) {
    this.messageId = messageId
    this.body = body
    this.md5 = createHash('md5').update(body).digest('hex')
    this.sentAt = sentAt
    this.visibleAt = visibleAt
  }

  /** The same message, delivered once more: with the same id, and received on its own. */
  twin(): QueuedMessage {
    return new QueuedMessage(this.body, this.sentAt, this.visibleAt, this.messageId)
  }

  snapshot(now: number): SimulatedQueueMessage {
    const hidden = this.receiveCount > 0 ? 'in-flight' : 'delayed'
    return {
      messageId: this.messageId,
      body: this.body,
      sentAt: new Date(this.sentAt),
      receiveCount: this.receiveCount,
      state: this.visibleAt > now ? hidden : 'visible',
    }
  }

  /** What comes along on request. */
  attributes(): Record<string, string> {
    return {
      SenderId: 'AIDASIMULATEDSENDER00',
      SentTimestamp: String(this.sentAt),
      ApproximateReceiveCount: String(this.receiveCount),
      ApproximateFirstReceiveTimestamp: String(this.firstReceivedAt ?? this.sentAt),
    }
  }
}
