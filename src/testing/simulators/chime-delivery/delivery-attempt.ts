/** One try to hand something to a target. */
export interface DeliveryAttempt {
  /** By the simulator's clock, when the try had ended. */
  readonly at: Date
  /** The URL, or the ARN of a function. */
  readonly target: string
  /** Of a topic: the message's id. Of EventBridge and a function: the event's. */
  readonly id: string
  /** 1 for the first try. */
  readonly nth: number
  /** The status of the HTTP answer, or what happened instead. */
  readonly outcome: number | 'no-answer' | 'returned' | 'threw'
}
