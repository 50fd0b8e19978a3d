import { notConfigured } from '../../src/config/not-configured.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { createChimeProvider } from './chime-provider.js'
import { type ChimeConfig, parseChimeConfig } from './config.js'

export type { RateLimit } from '../../src/resilience/token-bucket.js'
export { chimeCapabilities } from './capabilities.js'
export { createChimeProvider } from './chime-provider.js'
export type { ChimeClient, ChimeCredentials, ChimeCredentialsProvider } from './client.js'
export { type ChimeConfig, parseChimeConfig, type ResolvedChimeConfig } from './config.js'
export type { EventOwner, EventReceiver } from './events/event-receiver.js'
export { lambdaBusHandler, type SqsBatchAnswer } from './events/lambda-bus.js'
export type { QueueClient } from './events/queue/queue-client.js'
export type { ConsumeQueueOptions } from './events/queue/queue-options.js'
export type { QueueProblem } from './events/queue/queue-problem.js'
export { consumeQueue, type QueueConsumer } from './events/queue-consumer.js'
export type { ChimeEventsConfig, ResolvedChimeEventsConfig } from './events-config.js'
export { missingPermissionOf } from './missing-permission.js'
export type * from './operations/answers.js'
export type { ChimeOperations } from './operations/chime-operations.js'
export { chimeOperations } from './operations/chime-operations-of.js'
export type { ChimeInput } from './operations/inputs.js'
export type { ChimeCallOptions } from './operations/limited-call.js'
export type { ChimeCreateOptions } from './provider-options.js'
export type { ChimeRecordingConfig, ResolvedChimeRecordingConfig } from './recording-config.js'
export {
  type ChimeJoinResult,
  type ChimeSession,
  type ChimeSessionAttendee,
  type ChimeSessionMeeting,
  isChimeSession,
} from './session.js'
export type {
  ChimeTranscribeMedicalOptions,
  ChimeTranscribeOptions,
  ChimeTranscriptionOptions,
} from './transcription/options.js'
export type {
  ChimeAttendeeCapabilities,
  ChimeDirection,
  ChimeFeatures,
  ChimeInputs,
  ChimeNotifications,
  ChimeOperation,
  ChimeTag,
  TranscribeLanguage,
  TranscribeMedicalSettings,
  TranscribeSettings,
  TranscriptionConfiguration,
} from './wire.js'

/**
 * An Amazon Chime SDK instance for whoever composes by hand: give it a name, a clock, a transport and a store. Fails with
 * `not-configured`, naming every key that is wrong, before anything is loaded or sent.
 */
export function chime(config: ChimeConfig): (context: ProviderContext) => MeetingProvider {
  const parsed = parseChimeConfig(config)
  if (parsed.ok) return (context) => createChimeProvider(parsed.value, context)
  throw notConfigured(parsed.problems)
}
