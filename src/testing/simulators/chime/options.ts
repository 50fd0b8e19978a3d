import type { Clock } from '../../../ports/clock.js'

/** How a simulated Chime region is set up. Everything has a default that is the vendor's own. */
export interface ChimeSimulatorOptions {
  /** The control region, one that has an API endpoint. Default `us-east-1`. */
  readonly region?: string
  /** The time by which meetings end and quotas refill. Default: the machine's. */
  readonly clock?: Clock
  /** The only access key that is recognised; any other is answered `UnrecognizedClientException`. Default: a fixed fake one. */
  readonly accessKeyId?: string
  /** Calls allowed per operation; a call over it is answered `ThrottlingException`. Default 10 a second, bursts of 20. */
  readonly rates?: ChimeRates | 'unlimited'
  /**
   * Calls allowed for all operations together. The vendor has such a quota and does not publish its size. Default: unlimited.
   */
  readonly accountRates?: ChimeRates | 'unlimited'
  /** Sent as `Retry-After` with the answer to a call over a rate quota. Default: no such header. */
  readonly retryAfterSeconds?: number
  /** How many replicas a meeting may have at once. Default 4. */
  readonly replicasPerPrimary?: number
  /** How many meetings may be live at once. Default 250. */
  readonly concurrentMeetings?: number
  /** Where media may be placed. Default: what the vendor allows from the control region. */
  readonly mediaRegions?: readonly string[]
  /**
   * What CreateMeeting answers to the ClientRequestToken of a meeting that has ended. The vendor does not say; the default
   * is the reading that hurts: the description of the dead meeting.
   */
  readonly reusedToken?: 'dead-meeting' | 'new-meeting'
  /** What happens when an ExternalUserId is created again in one meeting. The vendor does not say. Default `new-attendee`. */
  readonly repeatedUser?: 'new-attendee' | 'same-attendee'
  /** Whether ListAttendees shows the bots of media pipelines. The vendor does not say. Default true: the reading that hurts. */
  readonly botsListed?: boolean
  /** Whether a bot counts as an audio connection, so that a meeting with nobody else in it goes on. Default false. */
  readonly botsKeepMeetings?: boolean
  /**
   * The SignalingUrl of a meeting, asked for whenever the meeting is described. Default: one of the vendor's form that leads
   * nowhere, so no web client gets into the meeting.
   */
  readonly signalingUrl?: (meetingId: string) => string
}

/** A quota: `perSecond` calls a second after `burst` calls at once. */
export interface ChimeRates {
  readonly perSecond: number
  readonly burst: number
}
