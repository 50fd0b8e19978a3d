/** The events of a media pipeline's own life. */
export type SimulatedChimePipelineEventType = `chime:MediaPipeline${string}`

/** The events that the simulator emits, by the service's own names (fact sheet, section 4.3). */
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
  | 'chime:TranscriptionFailed'
  | SimulatedChimePipelineEventType
