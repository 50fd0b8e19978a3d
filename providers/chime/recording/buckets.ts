import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ResolvedChimeConfig } from '../config.js'
import { listOf } from '../reading.js'
import { type AwsBuckets, loadBuckets } from './aws.js'
import { AwsCalls } from './aws-calls.js'
import { mapRecordingError } from './map-error.js'
import { membersOf } from './members.js'
import type { BucketObject } from './recording-files.js'
import type { BucketInputs } from './wire.js'

/** A bucket and its region. */
export interface Bucket {
  readonly region: string
  readonly bucket: string
}

/** An address that reads one object. */
interface SignedUrl {
  readonly url: string
  readonly expiresAt: Date
}

/** The buckets of one instance, each asked through the client of its region. */
export class Buckets {
  readonly #config: ResolvedChimeConfig
  readonly #clock: Clock
  readonly #calls = new Map<string, AwsCalls<BucketInputs, AwsBuckets>>()
  #refusal: MeetingError | undefined

  constructor(config: ResolvedChimeConfig, clock: Clock) {
    this.#config = config
    this.#clock = clock
  }

  /** Asks for one object, to see whether the bucket is there and may be read. */
  async look({ region, bucket }: Bucket, prefix: string, options: ProviderCallOptions): Promise<void> {
    await this.#send(region, 'ListObjectsV2', { Bucket: bucket, Prefix: prefix, MaxKeys: 1 }, options)
  }

  /** The objects whose keys begin with the prefix, a thousand a page. */
  async *pages(
    { region, bucket }: Bucket,
    prefix: string,
    options: ProviderCallOptions,
  ): AsyncGenerator<readonly BucketObject[], void> {
    let token: string | undefined
    do {
      const input = {
        Bucket: bucket,
        Prefix: prefix,
        ...(token !== undefined && { ContinuationToken: token }),
      }
      const page = await this.#send(region, 'ListObjectsV2', input, options)
      yield listOf(page, 'Contents').flatMap((object) => objectIn(object) ?? [])
      token = nextToken(page)
    } while (token !== undefined)
  }

  /** Deletes whatever begins with the prefix. Safe to repeat after a failure, and has to be. */
  async deleteAll(at: Bucket, prefix: string, options: ProviderCallOptions): Promise<void> {
    const { region, bucket } = at
    for await (const page of this.pages(at, prefix, options)) {
      if (page.length === 0) continue
      const Delete = { Objects: page.map(({ key }) => ({ Key: key })), Quiet: true }
      const answer = await this.#send(region, 'DeleteObjects', { Bucket: bucket, Delete }, options)
      const errors = listOf(answer, 'Errors')
      if (errors.length > 0) throw notAllDeleted(errors, this.#clock.now())
    }
  }

  /** Addresses that work from now on for so many minutes, or until the credentials end. Asks nobody. */
  async sign({ region, bucket }: Bucket, keys: readonly string[]): Promise<readonly SignedUrl[]> {
    const service = await this.#of(region).service()
    const seconds = (this.#config.recording?.urlTtlMinutes ?? 1) * 60
    const at = new Date(this.#clock.now())
    const end = at.getTime() + seconds * 1_000
    try {
      const credentialsEnd = (await service.credentialsEnd())?.getTime() ?? end
      const expiresAt = new Date(Math.min(end, credentialsEnd))
      const urls = keys.map((Key) => service.sign({ Bucket: bucket, Key }, seconds, at))
      return (await Promise.all(urls)).map((url) => ({ url, expiresAt }))
    } catch (thrown) {
      throw mapRecordingError(thrown, 'GetObject', this.#clock.now())
    }
  }

  close(refusal: MeetingError): void {
    this.#refusal = refusal
    for (const calls of this.#calls.values()) calls.close(refusal)
  }

  #send<Operation extends keyof BucketInputs>(
    region: string,
    operation: Operation,
    input: BucketInputs[Operation],
    options: ProviderCallOptions,
  ): Promise<object> {
    const calls = this.#of(region)
    return repeatOnce(this.#clock, options, () => calls.send(operation, input, options.signal))
  }

  #of(region: string): AwsCalls<BucketInputs, AwsBuckets> {
    let calls = this.#calls.get(region)
    if (calls === undefined) {
      calls = new AwsCalls(() => loadBuckets(this.#config, region), this.#clock)
      if (this.#refusal !== undefined) calls.close(this.#refusal)
      this.#calls.set(region, calls)
    }
    return calls
  }
}

function objectIn(contents: unknown): BucketObject | undefined {
  const { Key, Size } = membersOf(contents)
  if (typeof Key !== 'string') return undefined
  return { key: Key, sizeBytes: typeof Size === 'number' ? Size : 0 }
}

function nextToken(page: object): string | undefined {
  const { IsTruncated, NextContinuationToken: token } = membersOf(page)
  if (IsTruncated !== true) return undefined
  if (typeof token === 'string') return token
  throw new MeetingError({
    code: 'invalid-response',
    effect: 'none',
    message: 'ListObjectsV2 answered a page that is not the last and has no NextContinuationToken',
  })
}

/** One of the errors stands for all: mostly they are the same. */
function notAllDeleted(errors: readonly unknown[], now: number): MeetingError {
  const { Code, Message } = membersOf(errors[0])
  const error = Object.assign(new Error(typeof Message === 'string' ? Message : ''), {
    name: typeof Code === 'string' ? Code : 'InternalError',
  })
  const mapped = mapRecordingError(error, 'DeleteObjects', now)
  return mapped.with({
    effect: 'unknown',
    message: `${errors.length} objects were not deleted: ${mapped.message}`,
  })
}
