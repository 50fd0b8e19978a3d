import { batchEntries, members, requiredText, type SqsParameters, texts, wholeNumber } from './parameters.js'
import type { Queue, ReceivedMessage } from './queue.js'
import { readSettings, settingsAttributes } from './queue-settings.js'
import type { QueueStore } from './queue-store.js'
import type { QueuedMessage } from './queued-message.js'
import type { SqsCall } from './sqs-call.js'
import { entryCode, SqsError } from './sqs-error.js'

/** What the operations work with. */
export interface SqsContext {
  readonly queues: QueueStore
  /** `http://127.0.0.1:port`. */
  readonly origin: () => string
  /** Where a message goes on its way into a queue. */
  readonly put: (queue: Queue, message: QueuedMessage) => void
  readonly maximumMessageBytes: number
  /** Whether this entry of a batch is staged to fail. */
  readonly failsEntry: () => boolean
}

/** What XML could carry: the service still takes nothing else. */
const allowedText = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u

type Operation = (context: SqsContext, parameters: SqsParameters, gone: AbortSignal) => unknown

/** Where a queue is; the service's own form but for the host. */
export function queueUrl(origin: string, account: string, name: string): string {
  return `${origin}/${account}/${name}`
}

const createQueue: Operation = ({ queues, origin }, parameters) => {
  const name = requiredText(parameters, 'QueueName')
  queues.create(name, readSettings(parameters))
  return { QueueUrl: queueUrl(origin(), queues.account, name) }
}

const getQueueUrl: Operation = ({ queues, origin }, parameters) => {
  const { name } = queues.byName(requiredText(parameters, 'QueueName'))
  return { QueueUrl: queueUrl(origin(), queues.account, name) }
}

const getQueueAttributes: Operation = (context, parameters) => {
  const queue = queueOf(context, parameters)
  const states = queue.messages().map(({ state }) => state)
  const count = (wanted: string): string => String(states.filter((state) => state === wanted).length)
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: count('visible'),
    ApproximateNumberOfMessagesNotVisible: count('in-flight'),
    ApproximateNumberOfMessagesDelayed: count('delayed'),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1_000)),
    LastModifiedTimestamp: String(Math.floor(queue.createdAt / 1_000)),
    MaximumMessageSize: String(context.maximumMessageBytes),
    ...settingsAttributes(queue.settings),
  }
  const names = texts(parameters, 'AttributeNames')
  if (names.includes('All')) return { Attributes: all }
  for (const name of names) {
    if (!(name in all) && name !== 'RedrivePolicy') {
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`)
    }
  }
  return { Attributes: Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) }
}

const sendMessage: Operation = (context, parameters) => {
  const queue = queueOf(context, parameters)
  const body = requiredText(parameters, 'MessageBody')
  const limit = context.maximumMessageBytes
  if (Buffer.byteLength(body) > limit) {
    throw new SqsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`,
    )
  }
  if (!allowedText.test(body)) {
    throw new SqsError(
      'InvalidMessageContents',
      'Invalid characters found. Valid unicode characters are #x9 and up',
    )
  }
  if (Object.keys(members(parameters, 'MessageAttributes')).length > 0) {
    throw new SqsError('UnsupportedOperation', 'The simulated queue keeps no message attributes')
  }
  const message = queue.messageOf(body, wholeNumber(parameters, 'DelaySeconds', 0, 900))
  context.put(queue, message)
  return { MessageId: message.messageId, MD5OfMessageBody: message.md5 }
}

const receiveMessage: Operation = async (context, parameters, gone) => {
  const queue = queueOf(context, parameters)
  const { receiveWaitSeconds, visibilityTimeoutSeconds } = queue.settings
  const visibility = wholeNumber(parameters, 'VisibilityTimeout', 0, 43_200) ?? visibilityTimeoutSeconds
  const wait = wholeNumber(parameters, 'WaitTimeSeconds', 0, 20) ?? receiveWaitSeconds
  const count = wholeNumber(parameters, 'MaxNumberOfMessages', 1, 10) ?? 1
  const attributes = [
    ...texts(parameters, 'AttributeNames'),
    ...texts(parameters, 'MessageSystemAttributeNames'),
  ]
  const waitMs = wait * 1_000
  const received = await queue.receive({ count, visibilityMs: visibility * 1_000, waitMs, gone })
  return received.length === 0 ? {} : { Messages: received.map((one) => messageView(one, attributes)) }
}

const deleteMessage: Operation = (context, parameters) => {
  queueOf(context, parameters).delete(requiredText(parameters, 'ReceiptHandle'))
}

const changeMessageVisibility: Operation = (context, parameters) => {
  const queue = queueOf(context, parameters)
  queue.changeVisibility(requiredText(parameters, 'ReceiptHandle'), visibilityOf(parameters))
}

const deleteMessageBatch: Operation = (context, parameters) => {
  const queue = queueOf(context, parameters)
  return batch(context, parameters, (entry) => queue.delete(requiredText(entry, 'ReceiptHandle')))
}

const changeMessageVisibilityBatch: Operation = (context, parameters) => {
  const queue = queueOf(context, parameters)
  return batch(context, parameters, (entry) =>
    queue.changeVisibility(requiredText(entry, 'ReceiptHandle'), visibilityOf(entry)),
  )
}

export const operations: Readonly<Record<SqsCall, Operation>> = {
  CreateQueue: createQueue,
  GetQueueUrl: getQueueUrl,
  GetQueueAttributes: getQueueAttributes,
  SendMessage: sendMessage,
  ReceiveMessage: receiveMessage,
  DeleteMessage: deleteMessage,
  DeleteMessageBatch: deleteMessageBatch,
  ChangeMessageVisibility: changeMessageVisibility,
  ChangeMessageVisibilityBatch: changeMessageVisibilityBatch,
}

function queueOf({ queues }: SqsContext, parameters: SqsParameters): Queue {
  return queues.byUrl(requiredText(parameters, 'QueueUrl'))
}

function visibilityOf(parameters: SqsParameters): number {
  const seconds = wholeNumber(parameters, 'VisibilityTimeout', 0, 43_200)
  if (seconds !== undefined) return seconds
  throw new SqsError('MissingParameter', 'The request must contain the parameter VisibilityTimeout.')
}

function messageView({ message, receiptHandle }: ReceivedMessage, wanted: readonly string[]): object {
  const all = Object.entries(message.attributes())
  const chosen = wanted.includes('All') ? all : all.filter(([name]) => wanted.includes(name))
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptHandle,
    MD5OfBody: message.md5,
    Body: message.body,
    ...(chosen.length === 0 ? {} : { Attributes: Object.fromEntries(chosen) }),
  }
}

/** Does each entry for itself: the call succeeds even if every entry fails. */
function batch(context: SqsContext, parameters: SqsParameters, one: (entry: SqsParameters) => void): object {
  const Successful: object[] = []
  const Failed: object[] = []
  for (const entry of batchEntries(parameters)) {
    const { Id } = entry
    try {
      if (context.failsEntry()) throw new SqsError('InternalError', 'We encountered an internal error.')
      one(entry)
      Successful.push({ Id })
    } catch (error) {
      if (!(error instanceof SqsError)) throw error
      const { name, message } = error
      Failed.push({ Id, Code: entryCode(name), Message: message, SenderFault: name !== 'InternalError' })
    }
  }
  return { Successful, Failed }
}
