import type { Clock } from '../../../ports/clock.js'
import type { SimulatorFault } from '../fault.js'
import type { SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import type { TokenBucket } from '../token-bucket.js'
import { exceptionAnswer, type MediaErrorOptions } from './pipelines/exception.js'
import type { PipelineStore } from './pipelines/pipeline-store.js'
import { isPipelinesCall, type MediaPipelinesCall } from './pipelines/routes.js'
import type { BucketStore, SimulatedObject } from './s3/bucket-store.js'
import type { S3Action, S3Call } from './s3/routes.js'
import { errorAnswer } from './s3/s3-error.js'
import { type SimulatedPipeline, snapshot } from './simulated-pipeline.js'

const fakeSecretAccessKey = 'not-a-secret/any-key-signs-for-the-simulator'

/** A call of either service, by its own name. */
export type ChimeMediaCall = MediaPipelinesCall | S3Call

/** What a policy can deny. Without `s3:GetBucketPolicy` a pipeline cannot be given a bucket. */
export type ChimeMediaAction = `chime:${MediaPipelinesCall}` | S3Action | 's3:GetBucketPolicy'

/** A staged error: how it is answered, how often (default once), and whether the service does the work first. */
export interface StagedMediaErrorOptions extends MediaErrorOptions {
  readonly times?: number
  readonly processed?: boolean
}

interface Parts {
  readonly clock: Clock
  readonly pipelinesServer: SimulatorServer
  readonly s3Server: SimulatorServer
  readonly pipelines: PipelineStore
  readonly buckets: BucketStore
  readonly quota: TokenBucket | undefined
  readonly denials: Set<string>
  readonly region: string
  readonly accessKeyId: string
  readonly unsubscribe: () => void
}

/**
 * The Chime SDK Media Pipelines service of one control region, and as much of S3 as recordings need, each on a loopback
 * port. Made by `startChimeMediaSimulator`. Time passes by the clock, and is noticed with the next request or look.
 */
export class ChimeMediaSimulator {
  readonly #parts: Parts

  /** @internal Use `startChimeMediaSimulator`. */
  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** `http://127.0.0.1:port`, for a `ChimeSDKMediaPipelinesClient`. */
  get pipelinesEndpoint(): string {
    return this.#parts.pipelinesServer.origin
  }

  /** `http://127.0.0.1:port`, for an `S3Client` with `forcePathStyle: true`. */
  get s3Endpoint(): string {
    return this.#parts.s3Server.origin
  }

  /** The pipelines' control region. Buckets may be elsewhere. */
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

  /** Every request since the start or the last `reset`: those of the pipelines, then those of S3, each oldest first. */
  get requests(): readonly SimulatorRequest[] {
    return [...this.#parts.pipelinesServer.requests, ...this.#parts.s3Server.requests]
  }

  callsTo(call: ChimeMediaCall): number {
    return this.#serverOf(call).callsTo(call)
  }

  /** All pipelines since the start or the last `reset`, oldest first, as they are now. */
  pipelines(): readonly SimulatedPipeline[] {
    this.catchUp()
    return this.#parts.pipelines.all().map(snapshot)
  }

  /** What is in a bucket now, in the order of the keys. */
  objects(bucket: string): readonly SimulatedObject[] {
    this.catchUp()
    return this.#parts.buckets.list(bucket)
  }

  /** Puts an object into a bucket. Throws for one that does not exist, and for bytes that are not UTF-8 text. */
  putObject(bucket: string, key: string, content: string | Uint8Array): void {
    const { buckets, clock } = this.#parts
    if (!buckets.exists(bucket)) throw new Error(`There is no bucket ${bucket}`)
    const text =
      typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true }).decode(content)
    buckets.put(bucket, key, text, clock.now())
  }

  /** Does, and tells by events, what has become due. Requests and looks do so, too; a test that waits for an event calls it. */
  catchUp(): void {
    this.#parts.pipelines.catchUp(this.#parts.clock.now())
  }

  /** Breaks a pipeline for good: `Failed`, an event, and nothing more is written. Throws for one that is not alive. */
  failPipeline(id: string): void {
    this.catchUp()
    const pipeline = this.#parts.pipelines.get(id)
    if (pipeline === undefined || pipeline.ended)
      throw new Error(`Media pipeline ${id} has ended or never was`)
    pipeline.fail(this.#parts.clock.now())
  }

  /** Spoils coming answers to one call. Faults come before signature, permission and quota checks. */
  stage(fault: SimulatorFault & { readonly when: ChimeMediaCall }): void {
    this.#serverOf(fault.when).stage(fault)
  }

  /**
   * The next `times` (default 1) requests of `call` are answered with this exception of the pipelines, or this error code
   * of S3, by default with its usual status. With `processed: true` the service does the work first.
   */
  throwNext(call: ChimeMediaCall, name: string, options: StagedMediaErrorOptions = {}): void {
    const { times = 1, processed = false, ...error } = options
    const answer = isPipelinesCall(call) ? exceptionAnswer(name, error) : errorAnswer(name, error)
    this.stage({ kind: 'answer', when: call, times, processed, ...answer })
  }

  /** Until `heal` or `reset`, the caller's policy does not allow this action. */
  denyAction(action: ChimeMediaAction): void {
    this.#parts.denials.add(action)
  }

  /** Takes back staged faults that have not met a request yet, and denied actions. */
  heal(): void {
    this.#parts.pipelinesServer.heal()
    this.#parts.s3Server.heal()
    this.#parts.denials.clear()
  }

  /** As after the start: no pipelines, objects, faults, denials or logged requests, a full quota. Connections stay open. */
  reset(): void {
    const { pipelines, buckets, quota, pipelinesServer, s3Server } = this.#parts
    this.heal()
    pipelines.clear()
    buckets.clear()
    quota?.refill()
    pipelinesServer.reset()
    s3Server.reset()
  }

  /** Stops listening, on both ports and to the meetings, and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    this.#parts.unsubscribe()
    await Promise.all([this.#parts.pipelinesServer.close(), this.#parts.s3Server.close()])
  }

  #serverOf(call: ChimeMediaCall): SimulatorServer {
    return isPipelinesCall(call) ? this.#parts.pipelinesServer : this.#parts.s3Server
  }
}
