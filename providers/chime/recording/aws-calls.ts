import type { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import { isClockCorrected, isStale } from '../map-error.js'
import type { AwsService } from './aws.js'
import { mapRecordingError, type RecordingOperation } from './map-error.js'
import type { BucketInputs, MediaInputs } from './wire.js'

/** An AWS client that is loaded on its first call, and whose errors are `MeetingError`s. */
export class AwsCalls<Inputs extends MediaInputs | BucketInputs, Service extends AwsService<Inputs>> {
  readonly #load: () => Promise<Service>
  readonly #clock: Clock
  #loading: Promise<Service> | undefined
  #refusal: MeetingError | undefined

  constructor(load: () => Promise<Service>, clock: Clock) {
    this.#load = load
    this.#clock = clock
  }

  async send<Operation extends keyof Inputs & RecordingOperation>(
    operation: Operation,
    input: Inputs[Operation],
    signal: AbortSignal,
  ): Promise<object> {
    const { client, commands } = await this.service()
    const send = (): Promise<object> => client.send(commands[operation](input), { abortSignal: signal })
    try {
      return await send().catch((error: unknown) => {
        // The request was certainly not acted on, and the cause is gone.
        if (!signal.aborted && (isStale(error) || isClockCorrected(error))) return send()
        throw error
      })
    } catch (thrown) {
      throw mapRecordingError(thrown, operation, this.#clock.now())
    }
  }

  /** Fails with `not-configured` where the package is missing, and with the refusal after `close`. */
  service(): Promise<Service> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal)
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    return this.#loading
  }

  close(refusal: MeetingError): void {
    this.#refusal = refusal
    this.#loading?.then(
      (service) => service.destroy(),
      () => undefined,
    )
  }
}
