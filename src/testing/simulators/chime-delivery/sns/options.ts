import type { Clock } from '../../../../ports/clock.js'
import type { SnsSignatureVersion } from './sns-message.js'

/** How a simulated topic is set up. */
export interface TopicSimulatorOptions {
  /** The time by which deliveries are repeated and tokens expire. Default: the machine's. */
  readonly clock?: Clock
  /** Default `us-east-1`. */
  readonly region?: string
  /** Default `111122223333`, the account of everything simulated. */
  readonly account?: string
  /** The topic's name, the end of its ARN. Default `chime-events`. */
  readonly name?: string
  /** How messages are signed: `1` by SHA-1, which is what a topic does if nobody sets it, `2` by SHA-256. Default `1`. */
  readonly signatureVersion?: SnsSignatureVersion
  /**
   * The waits before the repetitions of a delivery that failed. Default `[20_000, 20_000, 20_000]`, the policy that an
   * HTTP subscription has if nobody sets one.
   */
  readonly retryDelaysMs?: readonly number[]
  /**
   * How long an endpoint may take to answer, by the clock. The service gives it about 15,000. Default: any time, because a
   * test's clock leaps while a request is on its way.
   */
  readonly answerTimeoutMs?: number
  /** From when the certificate is valid. Default: a day before now. */
  readonly notBefore?: Date
  /** Until when the certificate is valid. Default: in a year. */
  readonly notAfter?: Date
}

/** How an endpoint is subscribed. */
export interface TopicSubscribeOptions {
  /** Posts what was published as it is, without an envelope and without a signature. Default false. */
  readonly raw?: boolean
}
