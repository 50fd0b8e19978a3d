import { listOf, objectOf } from '../../reading.js'

/** A message of a queue, as far as it matters here. */
export interface QueueMessage {
  readonly id: string
  readonly receipt: string
  readonly body: string
  /** How often it came, this time included. */
  readonly receiveCount: number
}

/** The messages in what SQS answers; empty where there are none. One without a receipt cannot be handled and is left out. */
export function messagesIn(answer: unknown): readonly QueueMessage[] {
  return listOf(answer, 'Messages').flatMap((message) => {
    const { MessageId, ReceiptHandle, Body } = objectOf({ message }, 'message') ?? {}
    if (typeof ReceiptHandle !== 'string') return []
    const count = Number(objectOf(message, 'Attributes')?.['ApproximateReceiveCount'])
    return [
      {
        id: typeof MessageId === 'string' ? MessageId : '',
        receipt: ReceiptHandle,
        body: typeof Body === 'string' ? Body : '',
        receiveCount: Number.isInteger(count) && count > 0 ? count : 1,
      },
    ]
  })
}
