import type { ProviderRegistration } from '../../../src/spec/provider-events.js'
import type { ResolvedChimeEventsConfig } from '../events-config.js'

/** Chime is told with each create where to send, so there is nothing to register; this says what it is told. */
export function registration(events: ResolvedChimeEventsConfig): ProviderRegistration {
  const { sqsQueueArn, snsTopicArn, lambdaFunctionArn } = events
  const targets = [sqsQueueArn, snsTopicArn, lambdaFunctionArn].filter((arn) => arn !== undefined)
  const made =
    targets.length === 0
      ? 'meetings are made without notifications: their events are on EventBridge only'
      : `meetings are made with notifications to ${targets.join(', ')}`
  const ways = [
    ...(events.topicArns.length > 0 ? [`sns from ${events.topicArns.join(', ')}`] : []),
    ...(events.apiKeys.length > 0 ? [`eventbridge with a key in ${events.apiKeyHeader}`] : []),
  ]
  const accepted = ways.length === 0 ? 'nothing is accepted by HTTP' : `accepted by HTTP: ${ways.join('; ')}`
  return { state: 'not-needed', detail: `${made}; ${accepted}` }
}
