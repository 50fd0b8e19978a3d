import type { SimulatorFault } from '../../fault.js'
import type { SimulatorRequest, SimulatorServer } from '../../simulator-server.js'
import { type ChimeEventSource, targetsOf } from '../chime-events.js'
import type { EventGate, ReleaseOrder } from '../event-gate.js'
import { notificationOf } from '../rendered-event.js'
import { queueUrl } from './operations.js'
import type { Queue } from './queue.js'
import type { QueueStore } from './queue-store.js'
import type { QueuedMessage, SimulatedQueueMessage } from './queued-message.js'
import type { SqsCall } from './sqs-call.js'
import { errorAnswer, type SqsErrorOptions } from './sqs-error.js'

const fakeSecretAccessKey = 'not-a-secret/any-key-signs-for-the-simulator'

/** A message on its way into a queue. */
export interface Arrival {
  readonly queue: Queue
  readonly message: QueuedMessage
}

interface QueueParts {
  readonly server: SimulatorServer
  readonly queues: QueueStore
  readonly queue: Queue
  readonly gate: EventGate<Arrival>
  readonly staged: { failingEntries: number }
  readonly region: string
  readonly accessKeyId: string
}

/** A staged error: how it is answered, how often (default once), and whether the service does the work first. */
export interface StagedSqsErrorOptions extends SqsErrorOptions {
  readonly times?: number
  readonly processed?: boolean
}

/**
 * A queue of SQS, made by `startQueueSimulator`, for the real client: give it `endpoint`, `region` and keys, and its calls
 * `url`. CreateQueue makes more queues in the same place.
 */
export class QueueSimulator {
  readonly #parts: QueueParts
  readonly #connections = new Set<() => void>()

  /** @internal Use `startQueueSimulator`. */
  constructor(parts: QueueParts) {
    this.#parts = parts
  }

  /** `http://127.0.0.1:port`. */
  get endpoint(): string {
    return this.#parts.server.origin
  }

  get region(): string {
    return this.#parts.region
  }

  get accessKeyId(): string {
    return this.#parts.accessKeyId
  }

  /** A fake constant: signatures are checked for their form and scope, not for the key they were made with. */
  get secretAccessKey(): string {
    return fakeSecretAccessKey
  }

  /** What calls name as `QueueUrl`. */
  get url(): string {
    return queueUrl(this.endpoint, this.#parts.queues.account, this.#parts.queue.name)
  }

  /** What a meeting names as `SqsQueueArn`. */
  get arn(): string {
    return this.#parts.queue.arn
  }

  /** How many receivers wait for a message at this moment. */
  get receivers(): number {
    return this.#parts.queue.receivers
  }

  /** Every request since the start or the last `reset`, oldest first. */
  get requests(): readonly SimulatorRequest[] {
    return this.#parts.server.requests
  }

  callsTo(call: SqsCall): number {
    return this.#parts.server.callsTo(call)
  }

  /** What is in the queue now, in order; later changes do not show in what was returned. */
  messages(): readonly SimulatedQueueMessage[] {
    return this.#parts.queue.messages()
  }

  /** What was received too often; nothing without `maxReceiveCount`. */
  deadLetters(): readonly SimulatedQueueMessage[] {
    const { queue, queues } = this.#parts
    const arn = queue.settings.redrive?.deadLetterTargetArn
    return arn === undefined ? [] : (queues.byArn(arn)?.messages() ?? [])
  }

  /** Sends a message, and returns its id. */
  send(body: string): string {
    const { queue, gate } = this.#parts
    const message = queue.messageOf(body)
    gate.put({ queue, message })
    return message.messageId
  }

  /** Sends every event from now on that is for a queue of this simulator; the returned function ends that. */
  connect(source: ChimeEventSource): () => void {
    const { queues, gate } = this.#parts
    const disconnect = source.onEvent((event) => {
      for (const arn of targetsOf(event, 'sqs')) {
        const queue = queues.byArn(arn)
        const body = JSON.stringify(notificationOf(event, queues.account))
        if (queue !== undefined) gate.put({ queue, message: queue.messageOf(body) })
      }
    })
    this.#connections.add(disconnect)
    return disconnect
  }

  /** The next `times` (default 1) messages are in the queue twice, with one id. */
  duplicateNext(times = 1): void {
    this.#parts.gate.duplicateNext(times)
  }

  /** Keeps what is sent from now on out of the queue until `release`. */
  hold(): void {
    this.#parts.gate.hold()
  }

  /** Puts what was held into the queue, by default the other way round, and holds no more. */
  release(order: ReleaseOrder = 'reversed'): void {
    this.#parts.gate.release(order)
  }

  /** Spoils a coming answer; `fault.when` is the name of a call. Faults come before every check. */
  stage(fault: SimulatorFault): void {
    this.#parts.server.stage(fault)
  }

  /**
   * The next `times` (default 1) requests of `call` are answered with this error, by default with its usual status. With
   * `processed: true` the service does the work first.
   */
  throwNext(call: SqsCall, name: string, options: StagedSqsErrorOptions = {}): void {
    const { times = 1, processed = false, ...error } = options
    this.stage({ kind: 'answer', when: call, times, processed, ...errorAnswer(name, error) })
  }

  /** The next `times` (default 1) entries of batch calls fail inside 200, by the service's fault. */
  failEntries(times = 1): void {
    this.#parts.staged.failingEntries += times
  }

  /** Takes back staged faults that have not met a request yet. */
  heal(): void {
    this.#parts.server.heal()
    this.#parts.staged.failingEntries = 0
  }

  /** Forgets messages, faults and logged requests. Queues and connections stay. */
  reset(): void {
    this.heal()
    this.#parts.gate.reset()
    for (const queue of this.#parts.queues.all()) queue.clear()
    this.#parts.server.reset()
  }

  /** Stops listening, here and to events, and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    for (const disconnect of this.#connections) disconnect()
    this.#connections.clear()
    await this.#parts.server.close()
  }
}
