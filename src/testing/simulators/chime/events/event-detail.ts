import type { SimulatedChimeEventType } from './event-type.js'

/** The `detail` of an event, in the service's own spelling. Which members are there depends on the event's type. */
export interface SimulatedChimeEventDetail extends SimulatedChimeEventFields {
  readonly version: '0'
  readonly eventType: SimulatedChimeEventType
  /** Milliseconds since the epoch, by the simulator's clock. */
  readonly timestamp: number
  readonly meetingId: string
  readonly externalMeetingId: string
  readonly mediaRegion: string
}

/** What only some events have. */
export interface SimulatedChimeEventFields {
  /** Of a content share: the id of who shares, followed by `#content`. */
  readonly attendeeId?: string
  /** `aws:MediaPipeline-…` for the bot of a media pipeline. */
  readonly externalUserId?: string
  readonly networkType?: 'Voip'
  readonly attendeeCapabilities?: {
    readonly audio: string
    readonly video: string
    readonly content: string
  }
  /** `1` for yes. */
  readonly success?: '1' | '0'
  readonly transcriptionRegion?: string
  /** JSON text of what StartMeetingTranscription was given. */
  readonly transcriptionConfiguration?: string
  readonly message?: string
  readonly mediaPipelineId?: string
}
