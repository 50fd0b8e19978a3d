import { accountId, partitionOf } from '../arn.js'
import { notificationOf } from './notification.js'
import type { SimulatedChimeEvent } from './simulated-event.js'

/** What SNS posts to an HTTP subscriber, and puts into the body of a subscribed queue's message. */
export interface ChimeSnsNotification {
  readonly Type: 'Notification'
  readonly MessageId: string
  readonly TopicArn: string
  /** The event, as JSON text. */
  readonly Message: string
  readonly Timestamp: string
  readonly SignatureVersion: '1'
  /** Has the form of a signature and verifies with no certificate: for what is trusted for other reasons, or refused. */
  readonly Signature: string
  readonly SigningCertURL: string
  readonly UnsubscribeURL: string
}

/**
 * Renders an event as SNS wraps it for the topic of the meeting's `SnsTopicArn`; where the meeting has none, for a topic of
 * the simulated account. The wrapped text is assumed to be the one that a queue gets. `MessageId` is the event's id, so
 * that rendering twice is a repeated delivery. One with a signature that verifies comes from `snsSigner`.
 */
export function snsNotification(event: SimulatedChimeEvent): ChimeSnsNotification {
  const { region, id } = event
  let TopicArn = `arn:${partitionOf(region)}:sns:${region}:${accountId}:chime-events`
  for (const delivery of event.deliveries) {
    if (delivery.transport === 'sns') TopicArn = delivery.targetArn
  }
  const origin = `https://sns.${region}.amazonaws.com`
  const notification = notificationOf(event)
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn,
    Message: JSON.stringify(notification),
    Timestamp: notification.time,
    SignatureVersion: '1',
    Signature: Buffer.alloc(256, id).toString('base64'),
    SigningCertURL: `${origin}/SimpleNotificationService-simulated.pem`,
    UnsubscribeURL: `${origin}/?Action=Unsubscribe&SubscriptionArn=${TopicArn}:${id}`,
  }
}
