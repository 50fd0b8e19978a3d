/** An event of the meetings service and the ways on which it goes out. What `ChimeSimulator` emits is of this form. */
export interface DeliverableChimeEvent {
  /** What EventBridge calls `id`. */
  readonly id: string
  readonly detailType: string
  /** The control region. */
  readonly region: string
  readonly detail: { readonly timestamp: number }
  readonly deliveries: readonly { readonly transport: string; readonly targetArn?: string }[]
}

/** Whose events are delivered: a `ChimeSimulator`, or any object of this form. */
export interface ChimeEventSource {
  /** Calls `listener` with every event from now on; the returned function takes it back. */
  onEvent(listener: (event: DeliverableChimeEvent) => void): () => void
}

/** The ARNs to which an event goes by one of the transports that have a target. */
export function targetsOf(
  event: DeliverableChimeEvent,
  transport: 'sqs' | 'sns' | 'lambda',
): readonly string[] {
  return event.deliveries.flatMap((delivery) =>
    delivery.transport === transport && delivery.targetArn !== undefined ? [delivery.targetArn] : [],
  )
}
