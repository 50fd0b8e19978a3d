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
export { type LambdaHttpEvent, type LambdaHttpResult, lambdaHttp } from './lambda-http.js'
export { nodeListener } from './node-listener.js'
