export type { CallReport, OnCall } from './call/on-call.js'
export type { ProviderConfig } from './catalog.js'
export { configFromEnvironment, type Environment } from './config/environment.js'
export type { EventsConfig } from './config/events-config.js'
export type { InstanceOptions } from './config/instance-options.js'
export type { JoinPageConfig } from './config/join-page-config.js'
export type { MeetingsConfig, ProviderEntry } from './config/meetings-config.js'
export type { TenantResolver, TenantRoute } from './config/tenant-route.js'
export { createMeetings } from './create-meetings.js'
export type { Claim, ClaimRequest, ClaimResult, Directory } from './directory/directory.js'
export type { DirectoryKey, MeetingDraft, MeetingRecord } from './directory/meeting-record.js'
export { MemoryDirectory, type MemoryDirectoryOptions } from './directory/memory-directory.js'
export {
  type ErrorCodeTraits,
  errorCodes,
  type MeetingErrorCode,
  type MeetingErrorEffect,
} from './errors/codes.js'
export {
  MeetingError,
  type MeetingErrorContext,
  type MeetingErrorInit,
  type Problem,
} from './errors/meeting-error.js'
export type { HttpRequest, HttpResponse, HttpResponseHead, HttpTransport } from './http/http-transport.js'
export { type NodeTransportOptions, nodeTransport } from './http/node-transport.js'
export { toMeetingId } from './identity/meeting-id.js'
export { toParticipantId } from './identity/participant-id.js'
export { formatRecordingRef, parseRecordingRef, type RecordingTarget } from './identity/recording-ref.js'
export { formatMeetingRef, parseMeetingRef } from './identity/ref-text.js'
export type { MeetingTarget } from './identity/resolve-target.js'
export { Meetings } from './meetings.js'
export { type Clock, systemClock } from './ports/clock.js'
export type { ProviderContext, ProviderFactory } from './ports/provider-factory.js'
export type { Store } from './ports/store.js'
export type { MeetingRecordings } from './recordings/meeting-recordings.js'
export type {
  BreakoutRoom,
  CreateBreakoutRoomRequest,
  CreateBreakoutRoomResult,
} from './spec/breakout-room.js'
export type { CallOptions, ProviderCallOptions } from './spec/call-options.js'
export type {
  Capability,
  CapabilityKey,
  CompleteCapabilities,
  ProviderCapabilities,
} from './spec/capabilities.js'
export type { ChatMessage } from './spec/chat-message.js'
export type { CreateMeetingRequest, CreateMeetingResult } from './spec/create-meeting.js'
export type { EndMeetingOptions, EndMeetingOutcome, EndMeetingResult } from './spec/end-meeting.js'
export type { MeetingsHealth } from './spec/health.js'
export type { JoinMeetingRequest, JoinResult, SdkJoinResult, UrlJoinResult } from './spec/join-meeting.js'
export type { LeaveRequest } from './spec/leave.js'
export type {
  MeetingDocument,
  MeetingDocumentAsBytes,
  MeetingDocumentByUrl,
} from './spec/meeting-document.js'
export type { MeetingInfo, MeetingInfoOptions } from './spec/meeting-info.js'
export type { MeetingList, UnreachableServer } from './spec/meeting-list.js'
export type { MeetingRef } from './spec/meeting-ref.js'
export type { MeetingLocks, MeetingMedia, MeetingSettings } from './spec/meeting-settings.js'
export type {
  LockRequest,
  ModerationResult,
  MuteParticipantsRequest,
  ParticipantOutcome,
  PromoteRequest,
} from './spec/moderation.js'
export type { Operation } from './spec/operation.js'
export type { JoiningParticipant, MeetingParticipant, ParticipantRole } from './spec/participant.js'
export type {
  MeetingProvider,
  ProviderBreakoutRoom,
  ProviderCreateRequest,
  ProviderCreateResult,
  ProviderEndOptions,
  ProviderEndResult,
  ProviderInfoOptions,
  ProviderJoinRequest,
  ProviderJoinResult,
  ProviderListedMeeting,
  ProviderMeeting,
  ProviderMeetingInfo,
  ProviderMeetingList,
  ProviderModerationResult,
  ProviderParticipantOutcome,
  ProviderPromotion,
  ProviderSweepResult,
} from './spec/provider.js'
export type { ProviderHealth } from './spec/provider-health.js'
export type {
  ProviderJoinOptions,
  ProviderOptions,
  TranscriptionProviderOptions,
} from './spec/provider-options.js'
export type {
  ProviderRecording,
  ProviderRecordingPage,
  ProviderRecordingQuery,
  ProviderRecordingStart,
  ProviderRecordings,
} from './spec/provider-recordings.js'
export type { ProviderTranscription } from './spec/provider-transcription.js'
export type {
  Recording,
  RecordingChanges,
  RecordingOutcome,
  RecordingPage,
  RecordingPageQuery,
  RecordingPlayback,
  RecordingPreview,
  RecordingQuery,
  RecordingRef,
  RecordingStart,
  RecordingState,
  RecordingStop,
} from './spec/recording.js'
export type {
  RecordingCaptions,
  RecordingCaptionsKey,
  RecordingCaptionsUpload,
} from './spec/recording-captions.js'
export type { SweepOptions, SweepResult } from './spec/sweep.js'
export type { TranscriptionRequest, TranscriptionResult } from './spec/transcription.js'
export type { MeetingWarning, MeetingWarningCode } from './spec/warning.js'
export type { MeetingTranscription } from './verbs/meeting-transcription.js'
