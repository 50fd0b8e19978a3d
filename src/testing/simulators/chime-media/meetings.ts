/** A live meeting, as far as media pipelines care. */
export interface PipelineMeeting {
  readonly meetingId: string
  readonly externalMeetingId: string
  /** Where its media is processed: a capture's bucket has to be in the same region. */
  readonly mediaRegion: string
}

/** What the service publishes on its event bus about one pipeline (fact sheet, section 4.3). */
export interface PipelineEvent {
  readonly eventType:
    | 'chime:MediaPipelineInProgress'
    | 'chime:MediaPipelineDeleted'
    | 'chime:MediaPipelinePermanentFailure'
  readonly meetingId: string
  readonly mediaPipelineId: string
}

/** The meetings that pipelines work on. A `ChimeSimulator` is one; a test may give any object of this form. */
export interface ChimeMediaMeetings {
  /** The live meeting of an ARN in either of its documented forms; undefined once it has ended. */
  meetingByArn(arn: string): PipelineMeeting | undefined
  /** The pipeline joins as an attendee of its own and takes a seat. Throws where there is none left. */
  addBot(meetingId: string): { readonly attendeeId: string }
  /** No effect where the meeting or the attendee is gone. */
  removeBot(meetingId: string, attendeeId: string): void
  emitPipelineEvent(event: PipelineEvent): void
  /** Calls `listener` whenever a meeting ends; the returned function unsubscribes. */
  onMeetingEnded(listener: (meetingId: string) => void): () => void
}
