import type { EventsConfig } from '../../config/events-config.js'
import type { ProviderEntry } from '../../config/meetings-config.js'
import type { EventHandler } from '../../events/event-handler.js'
import type { Meetings } from '../../meetings.js'
import type { JoinResult } from '../../spec/join-meeting.js'
import type { MeetingRef } from '../../spec/meeting-ref.js'
import type { TestClock } from '../test-clock.js'

/** How a vendor misbehaves towards the next request. */
export type ContractFault =
  /** It takes no connections, or answers that it is down. */
  | 'down'
  /** It answers that there were too many requests. */
  | 'throttled'
  /** It answers something that is not its API. */
  | 'garbage'
  /** It takes the request and never answers. */
  | 'hang'
  /** It does what it was asked and loses the answer. */
  | 'answer-lost'

/** What somebody inside may send. */
export interface ParticipantRights {
  readonly microphone: boolean
  readonly camera: boolean
  readonly screenShare: boolean
}

export type ContractVerb = 'createMeeting' | 'join' | 'end' | 'info'

/** How what a vendor tells comes in. */
export interface ContractEvents {
  /** `events` of the configuration of the machine that listens, where the vendor is given URLs. */
  readonly config?: EventsConfig
  /**
   * From now on, what the vendor tells reaches a handler as it does in production: by HTTP, or by a consumer of a queue. Called before
   * the handler registers. The returned function ends it.
   */
  connect(handler: EventHandler, meetings: Meetings): Promise<() => Promise<void>>
}

/** A fresh vendor for one clause, real or imagined, and the means to see and upset it. */
export interface ContractVendor {
  /** How an instance reaches this vendor. Called once for each facade. */
  provider(): ProviderEntry
  /** The same with credentials that the vendor refuses. Absent where there are none. */
  providerWithWrongCredentials?(): ProviderEntry
  /** Texts that must never show outside a join result. */
  readonly secrets: readonly string[]
  /** How many requests reached the vendor so far; with a verb, only those that are the first to serve it. */
  requests(verb?: ContractVerb): number
  /** How many meetings live there now. */
  live(): number
  /** The vendor drops the session that a ref means, as it drops an idle one. */
  forget(ref: MeetingRef): Promise<void>
  /** A person uses the credentials; resolves when they are inside, rejects if they are not let in. */
  arrive(joined: JoinResult): Promise<void>
  /** Somebody who arrived with these credentials goes. Needed where `events.participant.left` is declared. */
  depart?(joined: JoinResult): Promise<void>
  /** Needed where `events.*` is declared, but for a provider that tells in this very process (`events.subscribe`). */
  readonly events?: ContractEvents
  /**
   * A published recording of the running session that a ref means comes to be: by itself, or through a facade and by letting
   * time pass. Needed where `recordings.list` is declared.
   */
  record?(ref: MeetingRef, meetings: Meetings, clock: TestClock): Promise<void>
  /**
   * What the holder of credentials may use now; undefined where they let nobody in any more. Needed where `lock`,
   * `muteParticipants`, `changeRole` or `removeParticipant` is declared.
   */
  rights?(joined: JoinResult): ParticipantRights | undefined
  /** The texts in the public chat, and the names of the documents. Needed where `sendMessage` or `addDocuments` is declared. */
  shown?(ref: MeetingRef): { readonly messages: readonly string[]; readonly documents: readonly string[] }
  /** Spoils the next `times` requests that serve a verb. */
  fail(fault: ContractFault, verb: ContractVerb, times: number): void
  /** Takes back faults that have not met a request yet. */
  heal(): void
  close(): Promise<void>
}

/** What a provider author writes for the contract suite. */
export interface ContractHarness {
  start(clock: TestClock): Promise<ContractVendor>
}
