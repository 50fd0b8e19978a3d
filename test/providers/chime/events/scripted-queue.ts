import type { QueueClient } from '../../../../providers/chime/events/queue/queue-client.js'

interface Asked {
  readonly resolve: (answer: object) => void
  readonly reject: (error: Error) => void
  readonly input: Record<string, unknown>
}

/** One message as the AWS package answers it. */
export interface ScriptedMessage {
  readonly MessageId: string
  readonly ReceiptHandle: string
  readonly Body: string
  readonly Attributes?: Record<string, string>
}

export function scripted(id: string, receiveCount = 1): ScriptedMessage {
  return {
    MessageId: id,
    ReceiptHandle: `receipt-${id}`,
    Body: `body ${id}`,
    Attributes: { ApproximateReceiveCount: String(receiveCount) },
  }
}

/** A client of SQS that answers what a test says, and notes what it was asked. */
export class ScriptedQueue implements QueueClient {
  /** Every ReceiveMessage, answered or not. */
  readonly polls: Record<string, unknown>[] = []
  readonly deleted: string[][] = []
  readonly visibility: { readonly receipt: unknown; readonly seconds: unknown }[] = []
  /** Answers the next DeleteMessageBatch; undefined for success. */
  onDelete: (entries: readonly { Id: string; ReceiptHandle: string }[]) => object | Promise<object> =
    () => ({})
  onVisibility: () => object | Promise<object> = () => ({})
  #waiting: Asked | undefined
  aborted = 0

  /** Whether somebody waits for messages. */
  get isAsked(): boolean {
    return this.#waiting !== undefined
  }

  /** Answers who waits for messages. */
  give(...messages: readonly ScriptedMessage[]): void {
    this.#take().resolve(messages.length === 0 ? {} : { Messages: messages })
  }

  fail(error: Error): void {
    this.#take().reject(error)
  }

  async send(command: object, options: { readonly abortSignal?: AbortSignal } = {}): Promise<object> {
    const { input } = command as { readonly input: Record<string, unknown> }
    switch (command.constructor.name) {
      case 'ReceiveMessageCommand':
        this.polls.push(input)
        return new Promise((resolve, reject) => {
          this.#waiting = { resolve, reject, input }
          options.abortSignal?.addEventListener('abort', () => {
            this.aborted += 1
            this.#waiting = undefined
            reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }))
          })
        })
      case 'DeleteMessageBatchCommand': {
        const entries = input['Entries'] as { Id: string; ReceiptHandle: string }[]
        this.deleted.push(entries.map(({ ReceiptHandle }) => ReceiptHandle))
        return this.onDelete(entries)
      }
      case 'ChangeMessageVisibilityCommand':
        this.visibility.push({ receipt: input['ReceiptHandle'], seconds: input['VisibilityTimeout'] })
        return this.onVisibility()
      default:
        throw new Error(`not scripted: ${command.constructor.name}`)
    }
  }

  #take(): Asked {
    const asked = this.#waiting
    if (asked === undefined) throw new Error('nobody asks for messages')
    this.#waiting = undefined
    return asked
  }
}
