import type { Clock } from '../../../../ports/clock.js'

/** How a simulated queue is set up. What has a default has the service's own. */
export interface QueueSimulatorOptions {
  /** The time by which messages become visible, receivers wait and receipt handles expire. Default: the machine's. */
  readonly clock?: Clock
  /** Default `us-east-1`. */
  readonly region?: string
  /** Default `111122223333`, the account of everything simulated. */
  readonly account?: string
  /** The only access key that is recognised. Default: a fixed fake one, the same as the Chime simulator's. */
  readonly accessKeyId?: string
  /** The queue's name, the end of its ARN and URL. Default `chime-events`. */
  readonly name?: string
  /** For how long a received message is hidden if the receiver does not say. Default 30. */
  readonly visibilityTimeoutSeconds?: number
  /** For how long a receiver waits that does not say. Default 0. */
  readonly receiveWaitSeconds?: number
  /** How long messages are kept. Default 345,600: four days. */
  readonly retentionSeconds?: number
  /** After how many receipts a message goes to a dead-letter queue, `<name>-dead-letters`. Default: never. */
  readonly maxReceiveCount?: number
  /** Longer messages are refused. Default 1,048,576. */
  readonly maximumMessageBytes?: number
}
