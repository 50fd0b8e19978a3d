import { MeetingError } from '../../../../src/errors/meeting-error.js'
import { safeCause } from '../../../../src/errors/safe-cause.js'
import { sleep } from '../../../../src/resilience/sleep.js'
import type { AwsQueue } from '../aws.js'
import type { EventReceiver } from '../event-receiver.js'
import { QueueDeletions } from './queue-deletions.js'
import { messagesIn, type QueueMessage } from './queue-message.js'
import type { QueueSettings } from './queue-options.js'
import { QueueVisibility } from './queue-visibility.js'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
const LONGEST_HIDDEN_SECONDS = 300
/** What answers sooner that there are no messages does not wait for any, and would be asked without a pause. */
const SHORTEST_POLL_MS = 1_000

/** Asks a queue for messages until it is stopped, and has each of them handled for itself. */
export class QueueLoop {
  readonly #aws: AwsQueue
  readonly #handler: EventReceiver
  readonly #settings: QueueSettings
  readonly #deletions: QueueDeletions
  readonly #stop = new AbortController()
  readonly #underWay = new Set<Promise<void>>()
  readonly #running: Promise<void>
  #stopped: Promise<void> | undefined

  constructor(aws: AwsQueue, handler: EventReceiver, settings: QueueSettings) {
    this.#aws = aws
    this.#handler = handler
    this.#settings = settings
    this.#deletions = new QueueDeletions(aws, settings)
    this.#running = this.#run()
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end()
    return this.#stopped
  }

  async #end(): Promise<void> {
    this.#stop.abort()
    await this.#running
    await Promise.all(this.#underWay)
    this.#aws.destroy()
  }

  async #run(): Promise<void> {
    const { concurrency, tell, clock } = this.#settings
    const { signal } = this.#stop
    let failures = 0
    while (!signal.aborted) {
      if (this.#underWay.size >= concurrency) await Promise.race(this.#underWay)
      if (signal.aborted) return
      try {
        await this.#ask(concurrency - this.#underWay.size)
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        tell({ kind: 'receive', error: safeCause(error) })
        const waitMs = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS)
        failures += 1
        await sleep(clock, waitMs, signal).catch(() => undefined)
      }
    }
  }

  async #ask(most: number): Promise<void> {
    const { queueUrl, waitSeconds, visibilitySeconds, batch, clock } = this.#settings
    const { signal } = this.#stop
    const askedAt = clock.now()
    const command = this.#aws.commands.ReceiveMessage({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(batch, most),
      WaitTimeSeconds: waitSeconds,
      VisibilityTimeout: visibilitySeconds,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    })
    const messages = messagesIn(await this.#aws.client.send(command, { abortSignal: signal }))
    // Also where it was stopped meanwhile: nobody else sees them before they are visible again.
    for (const message of messages) this.#take(message)
    // A clock that was set back must not make it wait for ever.
    const earlyMs = Math.min(SHORTEST_POLL_MS, askedAt + SHORTEST_POLL_MS - clock.now())
    if (messages.length === 0 && earlyMs > 0) await sleep(clock, earlyMs, signal).catch(() => undefined)
  }

  #take(message: QueueMessage): void {
    const work = this.#handle(message).finally(() => this.#underWay.delete(work))
    this.#underWay.add(work)
  }

  /** Never rejects. */
  async #handle(message: QueueMessage): Promise<void> {
    const visibility = new QueueVisibility(this.#aws, this.#settings, message)
    const { id: messageId, receiveCount } = message
    try {
      await this.#handler.receiveTrusted(message.body, this.#settings.from)
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : safeCause(thrown)
      const isPoison = MeetingError.is(thrown) && poison.has(thrown.code)
      this.#settings.tell({ kind: isPoison ? 'poison' : 'failed', error, messageId, receiveCount })
      // The queue counts how often it comes, and puts aside what comes too often; a poisoned one need not hurry.
      await (isPoison ? visibility.end() : visibility.showAfter(secondsAfter(receiveCount)))
      return
    }
    await visibility.end()
    await this.#deletions.delete(message)
  }
}

/** What a message is refused with that will never be read. */
const poison: ReadonlySet<string> = new Set(['invalid-request', 'forbidden'])

/** 1, 2, 4 … */
function secondsAfter(receiveCount: number): number {
  return Math.min(2 ** (receiveCount - 1), LONGEST_HIDDEN_SECONDS)
}
