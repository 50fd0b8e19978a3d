/** One way on which the service sends a meeting's events. */
export type SimulatedChimeDelivery =
  | { readonly transport: 'eventbridge' }
  | { readonly transport: 'sqs' | 'sns' | 'lambda'; readonly targetArn: string }

/** Where CreateMeeting asked for events to be sent, besides EventBridge. */
export interface NotificationTargets {
  readonly sqs: string | undefined
  readonly sns: string | undefined
  readonly lambda: string | undefined
}

/**
 * The ways that work. EventBridge always does. A target of another kind or control region gets nothing, and neither does a
 * FIFO queue: CreateMeeting does not complain, the events just do not come (fact sheet, section 4.1).
 */
export function deliveriesTo(
  targets: NotificationTargets,
  controlRegion: string,
): readonly SimulatedChimeDelivery[] {
  const deliveries: SimulatedChimeDelivery[] = [{ transport: 'eventbridge' }]
  for (const transport of ['sqs', 'sns', 'lambda'] as const) {
    const targetArn = targets[transport]
    if (targetArn === undefined || targetArn.endsWith('.fifo')) continue
    const [, , service, region] = targetArn.split(':')
    if (service === transport && region === controlRegion) deliveries.push({ transport, targetArn })
  }
  return deliveries
}
