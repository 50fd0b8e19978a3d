import { meetingErrorOf } from '../errors/meeting-error-of.js'
import { CallsUnderWay } from '../instances/calls-under-way.js'
import type { Clock } from '../ports/clock.js'
import { checkRequest } from '../requests/check-request.js'
import {
  callOptionsSchema,
  endOptionsSchema,
  infoOptionsSchema,
  sweepOptionsSchema,
} from '../requests/options-schema.js'
import type { CallOptions, ProviderCallOptions } from '../spec/call-options.js'
import type { EndMeetingOptions } from '../spec/end-meeting.js'
import type { MeetingInfoOptions } from '../spec/meeting-info.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import { Call } from './call.js'
import { iterateCall } from './iterate-call.js'
import type { CallReport, OnCall } from './on-call.js'

export interface CallRunnerOptions {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly strict: boolean
  readonly onCall?: OnCall | undefined
  /** Keeps what calls hold on to from being closed under them. */
  readonly providers?: { readonly underWay: CallsUnderWay }
}

/** What becomes known about a call while it runs; errors and the report say it. */
export interface CallProgress {
  ref?: MeetingRef
  /** The session that took the place of the one that `ref` means. */
  newRef?: MeetingRef
  /** Where there is no ref of a meeting that names it. */
  provider?: string
}

/** The verbs whose options are more than those of every call. */
const schemas: ReadonlyMap<CallReport['operation'], typeof callOptionsSchema> = new Map([
  ['end', endOptionsSchema],
  ['info', infoOptionsSchema],
  ['sweep', sweepOptionsSchema],
])

type Work<T> = (call: Call, progress: CallProgress) => Promise<T>

/** How every public call runs: options checked, time limited, errors made whole, the hook told. */
export class CallRunner {
  readonly #options: CallRunnerOptions
  readonly #underWay: CallsUnderWay

  constructor(options: CallRunnerOptions) {
    this.#options = options
    this.#underWay = options.providers?.underWay ?? new CallsUnderWay(options.clock)
  }

  /** `extraMs` comes on top of the time limit. */
  async run<T>(
    operation: CallReport['operation'],
    options: CallOptions | EndMeetingOptions | MeetingInfoOptions,
    work: Work<T>,
    extraMs: (options: EndMeetingOptions) => number = () => 0,
  ): Promise<T> {
    const { clock, timeoutMs, strict } = this.#options
    const startedAt = clock.now()
    const progress: CallProgress = {}
    const entered = this.#underWay.enter()
    try {
      // Most calls give no options; there is nothing to check about those.
      if (options !== noOptions) checkRequest(schemas.get(operation) ?? callOptionsSchema, options)
      const call = new Call({
        clock,
        timeoutMs: (options.timeoutMs ?? timeoutMs) + extraMs(options),
        strict: options.strict ?? strict,
        signal: options.signal,
      })
      const result = await call.run((running) => work(running, progress))
      this.#tell({ operation, outcome: 'ok' }, progress.ref?.provider ?? progress.provider, startedAt)
      return result
    } catch (thrown) {
      const error = meetingErrorOf(thrown)
      const located = (error.code === 'not-found' ? error.with({ newRef: progress.newRef }) : error).at({
        operation,
        provider: progress.ref?.provider ?? progress.provider,
        ref: progress.ref,
      })
      this.#tell({ operation, outcome: 'error', code: located.code }, located.provider, startedAt)
      throw located
    } finally {
      this.#underWay.leave(entered)
    }
  }

  /** The same for what yields: checked at the first step, the time limit for each step, reported once. */
  async *iterate<T>(
    operation: CallReport['operation'],
    progress: CallProgress,
    options: CallOptions,
    open: (options: ProviderCallOptions) => AsyncIterable<T> | Promise<AsyncIterable<T>>,
  ): AsyncGenerator<T, void> {
    const { clock, strict } = this.#options
    const startedAt = clock.now()
    const entered = this.#underWay.enter()
    try {
      checkRequest(callOptionsSchema, options)
      const { timeoutMs = this.#options.timeoutMs, signal } = options
      yield* iterateCall({ clock, timeoutMs, strict: options.strict ?? strict, signal }, open)
      this.#tell({ operation, outcome: 'ok' }, progress.provider, startedAt)
    } catch (thrown) {
      const located = meetingErrorOf(thrown).at({ operation, provider: progress.provider })
      this.#tell({ operation, outcome: 'error', code: located.code }, located.provider, startedAt)
      throw located
    } finally {
      this.#underWay.leave(entered)
    }
  }

  #tell(outcome: Omit<CallReport, 'durationMs'>, provider: string | undefined, startedAt: number): void {
    const { onCall, clock } = this.#options
    if (onCall === undefined) return
    const durationMs = clock.now() - startedAt
    const tell = async (): Promise<void> =>
      onCall({ ...outcome, ...(provider !== undefined && { provider }), durationMs })
    // A broken log must not break a meeting, neither by throwing nor by a promise that nobody handles.
    tell().catch(() => undefined)
  }
}

/** The options of a call that was given none. */
export const noOptions: CallOptions = {}
