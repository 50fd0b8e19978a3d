import { safeCause } from '../../../../src/errors/safe-cause.js'
import { sleep } from '../../../../src/resilience/sleep.js'
import { listOf, objectOf } from '../../reading.js'
import type { AwsQueue } from '../aws.js'
import type { QueueMessage } from './queue-message.js'
import type { QueueSettings } from './queue-options.js'

/** What SQS takes in one call. */
const BATCH = 10
const MOST_TRIES = 4
const WAIT_MS = 200

interface Deletion {
  readonly message: QueueMessage
  readonly done: () => void
}

/** Takes messages out of the queue that were handled, those together that were handled in the same turn. */
export class QueueDeletions {
  readonly #aws: AwsQueue
  readonly #settings: QueueSettings
  #waiting: Deletion[] = []

  constructor(aws: AwsQueue, settings: QueueSettings) {
    this.#aws = aws
    this.#settings = settings
  }

  /** Never rejects: a message that cannot be deleted comes again, which is told as a problem. */
  delete(message: QueueMessage): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ message, done: resolve })
      if (this.#waiting.length === 1) setImmediate(() => this.#send())
    })
  }

  #send(): void {
    const all = this.#waiting
    this.#waiting = []
    for (let at = 0; at < all.length; at += BATCH) void this.#deleteAll(all.slice(at, at + BATCH))
  }

  async #deleteAll(batch: readonly Deletion[]): Promise<void> {
    const { clock } = this.#settings
    let left = batch
    for (let tries = 1; left.length > 0; tries += 1) {
      const isLast = tries === MOST_TRIES
      left = await this.#deleteOnce(left, isLast)
      if (left.length > 0) await sleep(clock, WAIT_MS * 2 ** tries, new AbortController().signal)
    }
  }

  /** Answers which are worth another try. */
  async #deleteOnce(batch: readonly Deletion[], isLast: boolean): Promise<readonly Deletion[]> {
    const Entries = batch.map(({ message }, index) => ({ Id: String(index), ReceiptHandle: message.receipt }))
    let failed: ReadonlyMap<unknown, Failure>
    try {
      const input = { QueueUrl: this.#settings.queueUrl, Entries }
      failed = failuresIn(await this.#aws.client.send(this.#aws.commands.DeleteMessageBatch(input)))
    } catch (error) {
      const failure = { isFinal: false, error: safeCause(error) }
      failed = new Map(Entries.map(({ Id }) => [Id, failure]))
    }
    return batch.filter(({ message, done }, index) => {
      const failure = failed.get(String(index))
      if (failure !== undefined && !failure.isFinal && !isLast) return true
      if (failure !== undefined)
        this.#settings.tell({
          kind: 'delete',
          error: failure.error,
          messageId: message.id,
          receiveCount: message.receiveCount,
        })
      done()
      return false
    })
  }
}

interface Failure {
  /** Trying again would not help. */
  readonly isFinal: boolean
  readonly error: Error
}

function failuresIn(answer: object): ReadonlyMap<unknown, Failure> {
  return new Map(
    listOf(answer, 'Failed').map((item) => {
      const { Id, Code, SenderFault } = objectOf({ item }, 'item') ?? {}
      const error = new Error(`SQS does not delete the message: ${String(Code)}`)
      return [Id, { isFinal: SenderFault === true, error }]
    }),
  )
}
