import type { MeetingSettings } from '../spec/meeting-settings.js'

/** Your id, and whose it is. Equal ids of two tenants are two meetings. */
export interface DirectoryKey {
  readonly tenant?: string | undefined
  readonly id: string
}

/** What is known about the newest session of a meeting. Plain JSON without secrets; points in time are epoch milliseconds. */
export interface MeetingRecord extends DirectoryKey {
  /** Counts the sessions under this id, from 1. */
  readonly incarnation: number
  /** Name of the provider instance that runs it. */
  readonly provider: string
  /** The token that the vendor was given with the create. */
  readonly requestToken: string
  readonly vendor: Readonly<Record<string, string>>
  readonly notes: Readonly<Record<string, string>>
  readonly settings: MeetingSettings
  /** A short hash of each setting that was asked for, by path. */
  readonly fingerprint: Readonly<Record<string, string>>
  readonly createdAt: number
  /** Set by an `end` through this library. Absent does not mean that it runs. */
  readonly endedAt?: number
}

/** What is settled about a session before the vendor is asked to make it, so that whoever repeats the create repeats the same. */
export interface MeetingDraft {
  readonly incarnation: number
  readonly provider: string
  /** Which of the instance's servers, where it has several. */
  readonly server?: string
  readonly requestToken: string
  /** When it was settled, in epoch milliseconds. */
  readonly madeAt: number
  /** Of a claim that only writes into the record that is there: no vendor was asked anything, so whoever inherits it drops it. */
  readonly note?: true
}
