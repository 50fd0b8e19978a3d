/**
 * Something that goes wrong at a simulated vendor, staged by a test with `simulator.stage(fault)`.
 *
 * `when` limits a fault to requests of one call (`create`, `getMeetingInfo`, `CreateAttendee` …; default: any call),
 * `times` says how many requests it meets (default 1; `Infinity` until `reset`). With `processed: true` the vendor
 * does the work first and only its answer is spoilt: that is how a caller gets to "it may have happened".
 */
export type SimulatorFault = FaultScope & FaultEffect

export interface FaultScope {
  readonly when?: string
  readonly times?: number
  readonly processed?: boolean
}

export type FaultEffect =
  /** Answers with this status and body instead of the vendor's. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Answers as usual, `ms` later by the simulator's clock. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Takes the request and never answers; the connection stays open until the simulator closes. */
  | { readonly kind: 'hang' }
  /** Resets the connection without an answer. */
  | { readonly kind: 'cut' }
  /** Sends the head and the first half of the vendor's own answer, then resets the connection. */
  | { readonly kind: 'truncate' }
