import { listOf, type Members, objectOf } from '../reading.js'
import type { EventOwner, EventReceiver } from './event-receiver.js'

/** By which SQS learns which messages of a batch it has to give again. */
export interface SqsBatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[]
}

/**
 * A function for AWS Lambda that hands Chime's events on, whoever calls it: a rule of EventBridge, a topic, a queue, or Chime
 * itself as the meeting's `lambdaFunctionArn`. Whoever may call it is believed, so let nobody else.
 *
 * For a queue it answers which messages failed: switch `ReportBatchItemFailures` on in the event source mapping, else SQS takes all
 * of them for handled. Otherwise it fails with the first failure, after all messages were tried, and AWS calls it again.
 */
export function lambdaBusHandler(
  handler: EventReceiver,
  { provider, tenant }: EventOwner,
): (event: unknown) => Promise<SqsBatchAnswer | undefined> {
  const from = { provider, ...(tenant !== undefined && { tenant }) }
  const receive = async (message: unknown): Promise<unknown> => handler.receiveTrusted(message, from)
  return async (event) => {
    const records = listOf(event, 'Records').map((record) => objectOf({ record }, 'record') ?? {})
    const isQueue = records.some(isOfQueue)
    const messages = Array.isArray(objectOf(event, 'Records')) ? records.map(messageIn) : [event]
    const outcomes = await Promise.allSettled(messages.map(receive))
    if (isQueue)
      return {
        batchItemFailures: records.flatMap(({ messageId }, index) =>
          outcomes[index]?.status === 'rejected' ? [{ itemIdentifier: String(messageId) }] : [],
        ),
      }
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    return undefined
  }
}

function isOfQueue({ eventSource }: Members): boolean {
  return eventSource === 'aws:sqs'
}

/** The text of the message in a record of SQS or SNS; anything else as it is, for the receiver to refuse. */
function messageIn(record: Members): unknown {
  const text = isOfQueue(record) ? record['body'] : objectOf(record, 'Sns')?.['Message']
  return typeof text === 'string' ? text : record
}
