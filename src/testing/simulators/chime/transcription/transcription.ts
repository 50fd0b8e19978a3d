import type { Members } from '../constraints.js'

/** What a meeting is being transcribed with. */
export interface SimulatedChimeTranscription {
  /** Where Amazon Transcribe works; never `auto`. */
  readonly region: string
  /** The TranscriptionConfiguration as it was given to StartMeetingTranscription, less what the service does not know. */
  readonly configuration: Members
}
