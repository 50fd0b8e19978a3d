import type { DirectoryKey, MeetingDraft, MeetingRecord } from './meeting-record.js'

export interface ClaimRequest {
  readonly key: DirectoryKey
  /** Incarnation of the record that the claimer saw and means to replace; 0 where it saw none. */
  readonly replaces: number
  readonly draft: MeetingDraft
  /** The claim lapses after so many milliseconds, and whoever claims next takes it over. */
  readonly leaseMs: number
}

/** The right of one process to make the next session of a meeting. */
export interface Claim {
  readonly key: DirectoryKey
  /** Unique. A claim that lapsed and was taken over has no power any more. */
  readonly id: string
  /** The draft to work with: that of the request, or, if `inherited`, the one that an earlier claimer left. */
  readonly draft: MeetingDraft
  readonly inherited: boolean
}

export type ClaimResult =
  | { readonly outcome: 'claimed'; readonly claim: Claim }
  /** Somebody else has it for at most `leaseMs` more milliseconds. */
  | { readonly outcome: 'held'; readonly leaseMs: number }
  /** The record is not the one to be replaced any more: read it. */
  | { readonly outcome: 'changed' }

/**
 * Your id -> the meeting's record. This is what makes your own id enough and create-once true: in one process in
 * memory, among processes on something shared. Every operation is atomic per key. An operation that fails throws;
 * the facade reports it as `unavailable` and never makes a second meeting because of it.
 */
export interface Directory {
  /** Whether other processes see the same records. */
  readonly shared: boolean
  get(key: DirectoryKey): Promise<MeetingRecord | undefined>
  /** Of any number of simultaneous claims for one key, one is `claimed`. */
  claim(request: ClaimRequest): Promise<ClaimResult>
  /** Stores the record and gives the claim back. False, and nothing stored, if the claim was taken over or given back before. */
  complete(claim: Claim, record: MeetingRecord): Promise<boolean>
  /**
   * Gives a claim back without a record; the record from before stays. `keepDraft` leaves the draft to the next
   * claimer: for a create that may have reached the vendor. Safe to repeat.
   */
  release(claim: Claim, keepDraft: boolean): Promise<void>
  /** All records, in no order; what changes meanwhile may be missed or seen twice. */
  scan(): AsyncIterable<MeetingRecord>
  /**
   * Forgets the record of a session that is over. False, and nothing forgotten, where another session has its place, or
   * somebody has a claim. Without it, records of ended meetings stay until the directory drops them by itself.
   */
  forget?(key: DirectoryKey, incarnation: number): Promise<boolean>
  /**
   * Takes something for itself for so many milliseconds: of any number of simultaneous calls with one name one is answered
   * true, until the time is over. By it machines that sweep at once share the work; without it each does all of it.
   */
  lease?(name: string, ms: number): Promise<boolean>
}
