import {
  type ChimeEventBridgeEnvelope,
  type ChimeNotification,
  eventBridgeEnvelope,
  lambdaPayload,
  type SimulatedChimeEvent,
} from '../../simulators/chime/index.js'
import type { SnsNotification } from '../../simulators/chime-delivery/index.js'
import type { SqsRecord } from './sqs-record.js'

/** A message as Lambda hands it to a function that is subscribed to a topic. The names differ from those over HTTP. */
export interface SnsRecord {
  readonly EventSource: 'aws:sns'
  readonly EventVersion: '1.0'
  readonly EventSubscriptionArn: string
  readonly Sns: Omit<SnsNotification, 'SigningCertURL' | 'UnsubscribeURL' | 'Subject'> & {
    readonly Subject: string | null
    readonly SigningCertUrl: string
    readonly UnsubscribeUrl: string
    readonly MessageAttributes: Readonly<Record<string, never>>
  }
}

/** What functions of Lambda get, by the way on which an event reaches them. */
export interface LambdaEvents {
  /** The function is a target of a rule on the bus. */
  eventBridge(event: SimulatedChimeEvent): ChimeEventBridgeEnvelope
  /** The function is a meeting's `LambdaFunctionArn`. */
  notification(event: SimulatedChimeEvent): ChimeNotification
  /** The function is subscribed to a topic. */
  sns(...messages: readonly SnsNotification[]): { readonly Records: readonly SnsRecord[] }
  /** A queue triggers the function. */
  sqs(...records: readonly SqsRecord[]): { readonly Records: readonly SqsRecord[] }
}

export const lambdaEvents: LambdaEvents = {
  eventBridge: eventBridgeEnvelope,
  notification: lambdaPayload,
  sns: (...messages) => ({ Records: messages.map(snsRecord) }),
  sqs: (...records) => ({ Records: records }),
}

function snsRecord(message: SnsNotification): SnsRecord {
  const { SigningCertURL, UnsubscribeURL, Subject = null, ...rest } = message
  const subscription = new URL(UnsubscribeURL).searchParams.get('SubscriptionArn')
  return {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: subscription ?? message.TopicArn,
    Sns: {
      ...rest,
      Subject,
      SigningCertUrl: SigningCertURL,
      UnsubscribeUrl: UnsubscribeURL,
      MessageAttributes: {},
    },
  }
}
