import type { MeetingErrorCode } from '../errors/codes.js'
import type { Operation } from '../spec/operation.js'

/** One finished call, for logs and metrics. Holds no credentials and no personal data. */
export interface CallReport {
  readonly operation: Operation
  /** The instance that served it. Absent if the call failed before one was chosen. */
  readonly provider?: string
  readonly outcome: 'ok' | 'error'
  /** Only with `outcome: 'error'`. */
  readonly code?: MeetingErrorCode
  readonly durationMs: number
}

/** Called after every call of the facade. What it throws is ignored: a broken log must not break a meeting. */
export type OnCall = (report: CallReport) => void
