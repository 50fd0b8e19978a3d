/** The events of a media pipeline's own life. */
export type SimulatedChimePipelineEventType = `chime:MediaPipeline${string}`

/**
 * The events of the service by its own names (fact sheet, section 4.3). The simulator emits all of them but the interruption of a
 * transcription and what follows it.
 */
export type SimulatedChimeEventType =
  | 'chime:MeetingStarted'
  | 'chime:MeetingEnded'
  | 'chime:AttendeeAdded'
  | 'chime:AttendeeDeleted'
  | 'chime:AttendeeAuthorized'
  | 'chime:AttendeeJoined'
  | 'chime:AttendeeLeft'
  | 'chime:AttendeeDropped'
  | 'chime:AttendeeCapabilitiesUpdated'
  | 'chime:AttendeeVideoStarted'
  | 'chime:AttendeeVideoStopped'
  | 'chime:AttendeeContentJoined'
  | 'chime:AttendeeContentLeft'
  | 'chime:AttendeeContentDropped'
  | 'chime:AttendeeContentVideoStarted'
  | 'chime:AttendeeContentVideoStopped'
  | 'chime:TranscriptionStarted'
  | 'chime:TranscriptionStopped'
  | 'chime:TranscriptionInterrupted'
  | 'chime:TranscriptionResumed'
  | 'chime:TranscriptionFailed'
  | SimulatedChimePipelineEventType
