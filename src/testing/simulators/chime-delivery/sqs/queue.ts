import type { Clock } from '../../../../ports/clock.js'
import { LongPolls } from './long-polls.js'
import type { QueueSettings } from './queue-settings.js'
import { QueuedMessage, type SimulatedQueueMessage } from './queued-message.js'
import { type Receipt, readReceiptHandle, receiptHandle } from './receipt-handle.js'
import { invalidParameter, SqsError } from './sqs-error.js'

const longestVisibilityMs = 43_200_000

/** How much a receiver wants, and for how long. */
export interface Reception {
  readonly count: number
  readonly visibilityMs: number
  readonly waitMs: number
  /** Aborted when nobody is there any more to hear the answer. */
  readonly gone: AbortSignal
}

/** A message with the handle of one receipt. */
export interface ReceivedMessage {
  readonly message: QueuedMessage
  readonly receiptHandle: string
}

/** A standard queue: messages in the order in which they came, as long as nobody brings them out of it. */
export class Queue {
  readonly name: string
  readonly arn: string
  readonly settings: QueueSettings
  readonly createdAt: number
  readonly #clock: Clock
  readonly #deadLetters: () => Queue | undefined
  readonly #polls: LongPolls
  readonly #messages = new Map<number, QueuedMessage>()
  #lastKey = 0

  constructor(
    name: string,
    arn: string,
    settings: QueueSettings,
    around: { clock: Clock; deadLetters: () => Queue | undefined },
  ) {
    this.name = name
    this.arn = arn
    this.settings = settings
    this.#clock = around.clock
    this.#deadLetters = around.deadLetters
    this.#polls = new LongPolls(around.clock)
    this.createdAt = around.clock.now()
  }

  /** How many receivers wait for messages. */
  get receivers(): number {
    return this.#polls.size
  }

  put(message: QueuedMessage): void {
    this.#lastKey += 1
    this.#messages.set(this.#lastKey, message)
    this.#polls.wake()
  }

  /** A new message of this queue, not yet in it. */
  messageOf(body: string, delaySeconds: number = this.settings.delaySeconds): QueuedMessage {
    const now = this.#clock.now()
    return new QueuedMessage(body, now, now + delaySeconds * 1_000)
  }

  messages(): readonly SimulatedQueueMessage[] {
    const kept = [...this.#messages.values()].filter((message) => !this.#tooOld(message))
    return kept.map((message) => message.snapshot(this.#clock.now()))
  }

  async receive(wanted: Reception): Promise<readonly ReceivedMessage[]> {
    const take = (): readonly ReceivedMessage[] => this.#take(wanted)
    const until = this.#clock.now() + wanted.waitMs
    return this.#polls.wait({ take, nextAt: () => this.#nextVisibleAt() }, until, wanted.gone)
  }

  /** Succeeds without effect for a message that is gone, or has been received again since. */
  delete(handle: string): void {
    const receipt = this.#read(handle)
    if (this.#current(receipt) !== undefined) this.#messages.delete(receipt.key)
  }

  changeVisibility(handle: string, seconds: number): void {
    const receipt = this.#read(handle)
    const message = this.#current(receipt)
    const now = this.#clock.now()
    if (message === undefined) {
      const reason = 'Message does not exist or is not available for visibility timeout change.'
      throw invalidParameter(handle, 'ReceiptHandle', reason)
    }
    if (message.visibleAt <= now) {
      throw new SqsError('MessageNotInflight', "The specified message isn't in flight.")
    }
    const visibleAt = now + seconds * 1_000
    if (visibleAt - receipt.at > longestVisibilityMs) {
      const reason = 'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]'
      throw invalidParameter(seconds, 'VisibilityTimeout', reason)
    }
    message.visibleAt = visibleAt
    this.#polls.wake()
  }

  clear(): void {
    this.#messages.clear()
  }

  #take({ count, visibilityMs }: Reception): readonly ReceivedMessage[] {
    const now = this.#clock.now()
    const taken: ReceivedMessage[] = []
    for (const [key, message] of this.#messages) {
      if (taken.length === count) break
      if (this.#tooOld(message)) this.#messages.delete(key)
      else if (message.visibleAt <= now && !this.#redrive(key, message)) {
        taken.push({ message, receiptHandle: this.#receive(key, message, visibilityMs) })
      }
    }
    return taken
  }

  #receive(key: number, message: QueuedMessage, visibilityMs: number): string {
    const now = this.#clock.now()
    message.receiveCount += 1
    message.firstReceivedAt ??= now
    message.visibleAt = now + visibilityMs
    return receiptHandle({ queue: this.name, key, nth: message.receiveCount, at: now })
  }

  /** Moves a message that has been received too often. It goes on counting there. */
  #redrive(key: number, message: QueuedMessage): boolean {
    const limit = this.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY
    const deadLetters = this.#deadLetters()
    if (message.receiveCount < limit || deadLetters === undefined) return false
    this.#messages.delete(key)
    deadLetters.put(message)
    return true
  }

  #tooOld({ sentAt }: QueuedMessage): boolean {
    return this.#clock.now() - sentAt >= this.settings.retentionSeconds * 1_000
  }

  #nextVisibleAt(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { visibleAt } of this.#messages.values()) next = Math.min(next, visibleAt)
    return next
  }

  #read(handle: string): Receipt {
    const receipt = readReceiptHandle(handle, this.name)
    if (this.#clock.now() - receipt.at < longestVisibilityMs) return receipt
    throw invalidParameter(handle, 'ReceiptHandle', 'The receipt handle has expired.')
  }

  /** The message of a receipt, if that was its latest. */
  #current({ key, nth }: Receipt): QueuedMessage | undefined {
    const message = this.#messages.get(key)
    return message?.receiveCount === nth ? message : undefined
  }
}
