import type { MeetingEvent, MeetingEventType } from '../spec/event.js'

/** Does something with an event. What it throws, or rejects with, leaves the event for another delivery. */
export type EventListener<Event extends MeetingEvent = MeetingEvent> = (event: Event) => void | Promise<void>

/** An event whose `type` is one of these. */
export type EventOf<Type extends MeetingEventType> = Extract<MeetingEvent, { readonly type: Type }>

export interface EventHandlerOptions {
  /** Longest body that is read, 1,024 to 67,108,864 bytes; a longer one is answered 413. Default: 1,048,576. */
  readonly maxBodyBytes?: number
  /**
   * How long the vendor waits for the listeners, 100 to 60,000 ms. Who takes longer is waited for all the same, but the vendor is
   * told to deliver again later. Default: 4,000, because BigBlueButton gives up after 5,000.
   */
  readonly answerWithinMs?: number
  /** How long a listener may take before it counts as failed, 1 to 3,600,000 ms. Default: 30,000. */
  readonly listenerTimeoutMs?: number
  /**
   * For how long a delivery is remembered, so that another one of the same event is not handed over, and how old an event may be,
   * 60,000 ms to 30 days. Default: 86,400,000 (a day).
   */
  readonly rememberMs?: number
  /**
   * An event that the listeners have refused for so long is parked, and the vendor is told that all is well: BigBlueButton deletes a
   * hook that fails for five minutes. 0 to 86,400,000 ms. Default: 240,000.
   */
  readonly parkAfterMs?: number
  /** How often registrations are renewed, and what is parked is tried again, 1,000 to 86,400,000 ms. Default: 300,000. */
  readonly renewMs?: number
  /** Keep track of who is inside, for `info()` on vendors that do not tell. Default: true. */
  readonly presence?: boolean
  /** Told of what went wrong where nobody else can be: refused deliveries, listeners that threw, registrations that failed. */
  readonly onProblem?: (problem: EventProblem) => void
}

/** Something that went wrong about events. */
export interface EventProblem {
  /**
   * `refused`: a delivery was not genuine, too large, or could not be read, or an event in it was not for whom it said. `unavailable`:
   * directory, store or vendor did not answer; it comes again. `stale`: an event was too old. `listener`: one threw, or took too long.
   * `parked`: an event was put aside, see `parked()`. `registration`: the vendor could not be told where to deliver.
   */
  readonly kind: 'refused' | 'unavailable' | 'stale' | 'listener' | 'parked' | 'registration'
  /** The instance, as far as it is known. */
  readonly provider?: string
  readonly tenant?: string
  /** Absent for what is not an event yet. */
  readonly event?: MeetingEvent
  readonly error: Error
}

/** What became of a message that the caller vouched for. */
export interface TrustedReceipt {
  /** The events in it, whether they were new or not. */
  readonly events: readonly MeetingEvent[]
}

/** What was registered, by instance. */
export interface EventRegistration {
  readonly provider: string
  /** Whose own the instance is. */
  readonly tenant?: string
  readonly state: 'registered' | 'found' | 'not-needed' | 'failed'
  /** For people. No secrets. */
  readonly detail: string
}

/**
 * Receives what vendors tell, proves it, and hands it over as `MeetingEvent`s, each at least once and, as far as the store
 * remembers, only once. Itself a function from a web-standard request to its response. Make one with `createEventHandler`.
 */
export interface EventHandler {
  /**
   * Answers a vendor's request. Never rejects, and never answers 401, which BigBlueButton takes for success: 200 handled (or known
   * already), 400 genuine but unreadable, 403 not genuine, 404 no URL of ours, 405, 413, 503 not now (listeners failed or are slow:
   * deliver again).
   */
  (request: Request): Promise<Response>
  /** The same, for frameworks that want an object with `fetch`. */
  readonly fetch: (request: Request) => Promise<Response>

  /** Hands every event to a listener from now on, as many at a time as come. The returned function ends it. */
  onEvent(listener: EventListener): () => void
  /** The same for events of one type, or of some. */
  onEvent<Type extends MeetingEventType>(
    types: Type | readonly Type[],
    listener: EventListener<EventOf<Type>>,
  ): () => void

  /**
   * Events one after the other: asking for the next one says that the last was handled; leaving the loop by an error leaves it for
   * another delivery. Ends with `close`.
   */
  [Symbol.asyncIterator](): AsyncIterator<MeetingEvent, undefined>

  /**
   * Takes a message (parsed JSON, or its text) that came on a way which only the vendor can use, such as a queue with a policy: it is
   * believed. Resolves once the listeners are done with it; rejects with what they threw (an `AggregateError` where several did), with
   * `invalid-request` for what is none of the vendor's messages, `forbidden` for what is another tenant's, `unavailable`. Never parks:
   * what becomes of a message that fails for ever is for its queue to say.
   */
  receiveTrusted(
    message: unknown,
    from: { readonly provider: string; readonly tenant?: string },
  ): Promise<TrustedReceipt>

  /** The callback URL for one of an instance's ways, for vendors that people have to tell: `sns` or `eventbridge` on Chime. */
  url(way: string, from: { readonly provider: string; readonly tenant?: string }): string

  /**
   * Tells the vendors where to deliver, and goes on doing so every `renewMs` until `close`. What cannot be registered is part of the
   * answer, is told to `onProblem`, and is tried again. `tenants`: whose own instances to register, too. Safe to repeat.
   */
  register(options?: { readonly tenants?: readonly string[] }): Promise<readonly EventRegistration[]>

  /** Events that were put aside because listeners refused them for `parkAfterMs`. */
  parked(): AsyncIterable<MeetingEvent>
  /** Hands what is parked over again; answers how many were handled. Also done by the timer of `register`. */
  redeliver(): Promise<number>

  /**
   * Refuses new deliveries (503), waits for listeners that run, ends iterators. Takes registrations back where no other process
   * has them: not with `keepRegistrations`, as for a restart. Safe to repeat. Does not close `meetings`.
   */
  close(options?: { readonly keepRegistrations?: boolean }): Promise<void>
}
