export { type LambdaHttpEvent, type LambdaHttpResult, lambdaHttp } from '../http/lambda-http.js'
export { nodeListener } from '../http/node-listener.js'
export type {
  ChatMessageEvent,
  EventParticipant,
  MeetingCreatedEvent,
  MeetingEndedEvent,
  MeetingEvent,
  MeetingEventType,
  MeetingStartedEvent,
  OtherEvent,
  ParticipantChanges,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  ParticipantUpdatedEvent,
  RecordingEvent,
  TranscriptionEvent,
} from '../spec/event.js'
export { createEventHandler } from './create-event-handler.js'
export type {
  EventHandler,
  EventHandlerOptions,
  EventListener,
  EventOf,
  EventProblem,
  EventRegistration,
  TrustedReceipt,
} from './event-handler.js'
