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
}

/** A quota: `perSecond` calls a second after `burst` calls at once. */
export interface ChimeRates {
  readonly perSecond: number
  readonly burst: number
}
