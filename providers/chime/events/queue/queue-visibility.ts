import { safeCause } from '../../../../src/errors/safe-cause.js'
import type { AwsQueue } from '../aws.js'
import type { QueueMessage } from './queue-message.js'
import type { QueueSettings } from './queue-options.js'

/** Hides one message from other consumers for as long as it is being handled. */
export class QueueVisibility {
  readonly #aws: AwsQueue
  readonly #settings: QueueSettings
  readonly #message: QueueMessage
  #cancel: () => void = () => undefined
  #changing: Promise<void> = Promise.resolve()
  #isOver = false

  constructor(aws: AwsQueue, settings: QueueSettings, message: QueueMessage) {
    this.#aws = aws
    this.#settings = settings
    this.#message = message
    this.#prolongLater()
  }

  /** Prolongs no more; resolves when what is under way has ended. */
  end(): Promise<void> {
    this.#isOver = true
    this.#cancel()
    return this.#changing
  }

  /** Shows it again after so many seconds. Never rejects. */
  async showAfter(seconds: number): Promise<void> {
    await this.end()
    await this.#change(seconds)
  }

  #prolongLater(): void {
    const { clock, visibilitySeconds } = this.#settings
    this.#cancel = clock.after(visibilitySeconds * 500, () => {
      this.#changing = this.#change(visibilitySeconds).then(() => {
        if (!this.#isOver) this.#prolongLater()
      })
    })
  }

  async #change(seconds: number): Promise<void> {
    const { queueUrl, tell } = this.#settings
    const { receipt, id, receiveCount } = this.#message
    try {
      const input = { QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout: seconds }
      await this.#aws.client.send(this.#aws.commands.ChangeMessageVisibility(input))
    } catch (error) {
      tell({ kind: 'visibility', error: safeCause(error), messageId: id, receiveCount })
    }
  }
}
