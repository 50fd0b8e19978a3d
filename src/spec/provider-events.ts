import type { ProviderCallOptions } from './call-options.js'
import type { MeetingEvent } from './event.js'
import type { ProviderMeeting } from './provider-meeting.js'

/** Which meeting a vendor's message is about. */
export interface ProviderEventMeeting {
  /** What the vendor knows it by, see `ProviderMeeting.key`. */
  readonly key: string
  /** The ids that `createMeeting` answered, as far as the message has them. */
  readonly vendor: Readonly<Record<string, string>>
}

type LessIdentity<Event> = Event extends MeetingEvent
  ? Omit<Event, 'provider' | 'tenant' | 'ref' | 'recording'>
  : never

/** A `MeetingEvent` less what the facade knows better. Its `id` has to be unique and lasting within the instance only. */
export type ProviderEvent = LessIdentity<MeetingEvent> & {
  readonly meeting?: ProviderEventMeeting
  /** The vendor's id of the recording. */
  readonly recordingId?: string
}

/** What a callback URL says of itself; see `EventUrls`. It was proven to be ours before a provider sees it. */
export interface EventUrlClaims {
  readonly provider: string
  readonly tenant?: string
  /** Which of the provider's ways leads there. */
  readonly way: string
  /** Which of the instance's servers. */
  readonly server?: string
  /** The session for which it was made, by its meeting's key (see `ProviderMeeting.key`), which says the tenant, too. */
  readonly meeting?: { readonly key: string; readonly incarnation: number }
}

/** A request that came in on a callback URL. */
export interface EventDelivery {
  /** The URL exactly as the vendor was given it, and what it says. */
  readonly url: string
  readonly claims: EventUrlClaims
  readonly method: 'GET' | 'POST'
  /** What the vendor added to the URL. */
  readonly query: URLSearchParams
  readonly headers: Headers
  /** As it came: nothing has read it. */
  readonly body: Uint8Array
}

/** What a delivery held. */
export interface ProviderDelivery {
  readonly events: readonly ProviderEvent[]
}

export interface ProviderRegistration {
  /** `registered`: made, or made anew, now. `found`: it was there. `not-needed`: this vendor asks for none, or it is switched off. */
  readonly state: 'registered' | 'found' | 'not-needed'
  /** For people: what is registered where. No secrets. */
  readonly detail: string
}

/** How a vendor's events reach us. */
export interface ProviderEvents {
  /** The ways by HTTP, as callback URLs name them, and the method of each. */
  readonly ways: Readonly<Record<string, 'GET' | 'POST'>>
  /** What names a session in its ids (`ProviderMeeting.vendor`): equal for two meetings exactly if they are the same session. */
  sessionOf(vendor: Readonly<Record<string, string>>): string | undefined
  /**
   * Makes sure that a delivery is genuine, and reads it. Fails with `forbidden` where it is not, `invalid-request` where it is
   * genuine and cannot be read, `unsupported` where its way is switched off.
   */
  receive(delivery: EventDelivery, options: ProviderCallOptions): Promise<ProviderDelivery>
  /**
   * Reads a message, parsed JSON, that came on a way which the caller vouches for. Fails with `invalid-request` for what is none of
   * the vendor's. Absent where the vendor proves all that it sends.
   */
  readTrusted?(message: unknown, options: ProviderCallOptions): Promise<ProviderDelivery>
  /** Tells what happens in this very process; for providers without a vendor. The returned function ends it. */
  subscribe?(listener: (event: ProviderEvent) => void): () => void
  /**
   * Makes sure that the vendor calls us: called again every few minutes, because servers forget. Finds what is registered instead
   * of doubling it. `meetings` are the instance's meetings that are open as far as is known.
   */
  register?(
    meetings: () => AsyncIterable<ProviderMeeting>,
    options: ProviderCallOptions,
  ): Promise<ProviderRegistration>
  /** Takes that back. Safe to repeat. */
  unregister?(options: ProviderCallOptions): Promise<void>
  /**
   * Told of each event about one of its meetings before anybody else, to keep its own books. Answers the event as it should be
   * handed on: with the name of the participant, say. Called more than once for an event, and in any order.
   */
  observe?(
    meeting: ProviderMeeting,
    event: ProviderEvent,
    options: ProviderCallOptions,
  ): Promise<ProviderEvent>
}
