export type { EventBusSimulator } from './bus/event-bus-simulator.js'
export { type FunctionTarget, functionTarget } from './bus/function-target.js'
export type { ApiDestination, EventBusSimulatorOptions, RetryPolicy } from './bus/options.js'
export type { SimulatedFunction, SimulatedFunctionContext } from './bus/simulated-function.js'
export { startEventBusSimulator } from './bus/start-event-bus-simulator.js'
export type { ChimeEventSource, DeliverableChimeEvent } from './chime-events.js'
export type { DeliveryAttempt } from './delivery-attempt.js'
export type { ReleaseOrder } from './event-gate.js'
export type { TopicSimulatorOptions, TopicSubscribeOptions } from './sns/options.js'
export type { SnsSignature } from './sns/sns-issuer.js'
export type {
  SnsConfirmation,
  SnsMessage,
  SnsNotification,
  SnsSignatureVersion,
} from './sns/sns-message.js'
export type { DeliveryTransport } from './sns/sns-transport.js'
export { startTopicSimulator } from './sns/start-topic-simulator.js'
export type { TopicSubscription } from './sns/subscription.js'
export type { TopicSimulator } from './sns/topic-simulator.js'
export type { QueueSimulatorOptions } from './sqs/options.js'
export type { QueueSimulator, StagedSqsErrorOptions } from './sqs/queue-simulator.js'
export type { SimulatedQueueMessage } from './sqs/queued-message.js'
export type { SqsCall } from './sqs/sqs-call.js'
export type { SqsErrorOptions } from './sqs/sqs-error.js'
export { startQueueSimulator } from './sqs/start-queue-simulator.js'
