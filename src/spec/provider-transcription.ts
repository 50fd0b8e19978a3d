import type { ProviderCallOptions } from './call-options.js'
import type { ProviderMeeting } from './provider-meeting.js'
import type { TranscriptionRequest } from './transcription.js'

/** Each method is there exactly if its capability (`transcription.start`, `transcription.stop`) is not `unsupported`. */
export interface ProviderTranscription {
  /** Safe to repeat; with other settings, these take the place of those before. */
  start?(meeting: ProviderMeeting, request: TranscriptionRequest, options: ProviderCallOptions): Promise<void>
  /** Safe to repeat: that nothing ran is no error. */
  stop?(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<void>
}
