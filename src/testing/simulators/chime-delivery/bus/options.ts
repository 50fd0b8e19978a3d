import type { Clock } from '../../../../ports/clock.js'

/** How a simulated event bus is set up. */
export interface EventBusSimulatorOptions {
  /** The time by which deliveries are repeated. Default: the machine's. */
  readonly clock?: Clock
  /** Default `111122223333`, the account of everything simulated. */
  readonly account?: string
}

/** How long a target's deliveries are repeated. */
export interface RetryPolicy {
  /** Default 185. */
  readonly maximumRetryAttempts?: number
  /** Default 86,400: a day. */
  readonly maximumEventAgeSeconds?: number
}

/** An HTTP endpoint to which a rule's events go. */
export interface ApiDestination extends RetryPolicy {
  /** An `http` URL. */
  readonly url: string
  /** The header by which the connection authorises itself (its API key). */
  readonly headerName: string
  readonly headerValue: string
  /**
   * How long the endpoint may take to answer, by the clock. The service gives it 5,000. Default: any time, because a test's
   * clock leaps while a request is on its way.
   */
  readonly answerTimeoutMs?: number
}
