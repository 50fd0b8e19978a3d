/** Something that went wrong about a queue, which goes on all the same. */
export interface QueueProblem {
  /**
   * `receive`: SQS could not be asked for messages. `failed`: a message could not be handled, and comes again soon. `poison`: a
   * message is none that can be read; it comes again until the queue's redrive policy puts it aside. `delete`: a message was
   * handled, and comes again because it could not be deleted. `visibility`: a message may come again while it is being handled.
   */
  readonly kind: 'receive' | 'failed' | 'poison' | 'delete' | 'visibility'
  readonly error: Error
  /** As SQS calls it; absent with `receive`. */
  readonly messageId?: string
  /** How often the message came, as far as SQS tells. */
  readonly receiveCount?: number
}
