import { notConfigured } from '../../src/config/not-configured.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { createBbbInstance } from './bbb-instance.js'
import type { BbbConfig } from './config.js'
import { parseBbbInstanceConfig } from './instance-config.js'
import type { BbbPoolConfig } from './pool/pool-config.js'

export type { BbbChecksum } from './checksum.js'
export type { BbbAttendee } from './client/attendee.js'
export { BbbClient } from './client/bbb-client.js'
export type {
  BbbDeleteRecordingsRequest,
  BbbPublishRecordingsRequest,
  BbbUpdateRecordingsRequest,
} from './client/change-recordings.js'
export type { BbbCallOptions, BbbClientConfig, BbbClientOptions } from './client/client-options.js'
export type { BbbSetConfigXmlRequest } from './client/config-xml.js'
export type { BbbCreateResponse } from './client/create.js'
export { createBbbClient } from './client/create-bbb-client.js'
export type { BbbCreateRequest } from './client/create-request.js'
export type { BbbDocument, BbbDocumentAsBytes, BbbDocumentByUrl } from './client/document.js'
export type { BbbEachRecordingRequest } from './client/each-recording.js'
export type { BbbEndRequest } from './client/end.js'
export type { BbbFileContent } from './client/file-content.js'
export type { BbbGetJoinUrlRequest } from './client/get-join-url.js'
export type {
  BbbGetRecordingsRequest,
  BbbGetRecordingsResponse,
  BbbRecordingPagination,
} from './client/get-recordings.js'
export type { BbbCreateHookRequest, BbbCreateHookResponse, BbbHook } from './client/hooks.js'
export type { BbbInsertDocumentRequest } from './client/insert-document.js'
export type { BbbJoinResponse } from './client/join.js'
export type { BbbJoinRequest } from './client/join-request.js'
export type { BbbMeeting } from './client/meeting.js'
export type { BbbMeetingBreakout } from './client/meeting-breakout.js'
export type { BbbPreviewImage } from './client/preview-image.js'
export type { BbbPutRecordingTextTrackRequest, BbbTextTrackFile } from './client/put-text-track.js'
export type { BbbRecording, BbbRecordingState } from './client/recording.js'
export type { BbbRecordingBreakout } from './client/recording-breakout.js'
export type { BbbRecordingFormat } from './client/recording-format.js'
export type { BbbResponse } from './client/response.js'
export type { BbbSendChatMessageRequest } from './client/send-chat-message.js'
export type { BbbTextTrack, BbbTextTrackKind } from './client/text-track.js'
export type { BbbConfig, BbbServer } from './config.js'
export type { BbbEventsConfig } from './events/events-config.js'
export type { BbbSignature } from './events/signature.js'
export type { BbbPoolConfig, BbbPoolServer } from './pool/pool-config.js'
export type { BbbCreateOptions, BbbGroup, BbbJoinOptions } from './provider-options.js'

/**
 * BigBlueButton as a provider, for where instances are put together in code. The configuration is checked
 * here: fails with `not-configured`, naming every key that is wrong. The returned function makes the instance
 * out of what the composition root gives; it sends nothing.
 */
export function bbb(
  config: (Omit<BbbConfig, 'type'> | Omit<BbbPoolConfig, 'type'>) & { readonly type?: 'bbb' },
): (context: ProviderContext) => MeetingProvider {
  const parsed = parseBbbInstanceConfig({ type: 'bbb', ...config })
  if (!parsed.ok) throw notConfigured(parsed.problems)
  const { value } = parsed
  return (context) => createBbbInstance(value, context)
}
