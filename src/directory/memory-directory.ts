import { randomUUID } from 'node:crypto'
import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'
import { systemClock } from '../ports/clock.js'
import type { Claim, ClaimRequest, ClaimResult, Directory } from './directory.js'
import { directoryKeyText } from './key-text.js'
import type { DirectoryKey, MeetingDraft, MeetingRecord } from './meeting-record.js'

export interface MemoryDirectoryOptions {
  /** Most meetings that are remembered; beyond it the one written longest ago is forgotten. Default: 100,000. */
  readonly maxEntries?: number
  readonly clock?: Clock
}

const MOST_LEASES = 10_000

interface Entry {
  record?: MeetingRecord
  draft?: MeetingDraft
  claimId?: string
  leaseUntil: number
}

/**
 * The default directory: one process, gone with it. Enough for tests, scripts and a backend with a single process; two
 * facades that share one object behave like two machines on a shared directory.
 */
export class MemoryDirectory implements Directory {
  readonly shared: boolean = false
  readonly #clock: Clock
  readonly #entries: BoundedMap<string, Entry>
  readonly #leases: BoundedMap<string, number> = new BoundedMap(MOST_LEASES)

  constructor(options: MemoryDirectoryOptions = {}) {
    this.#clock = options.clock ?? systemClock
    this.#entries = new BoundedMap(options.maxEntries ?? 100_000)
  }

  async get(key: DirectoryKey): Promise<MeetingRecord | undefined> {
    return this.#entries.get(directoryKeyText(key))?.record
  }

  async claim({ key, replaces, draft, leaseMs }: ClaimRequest): Promise<ClaimResult> {
    const text = directoryKeyText(key)
    const entry: Entry = this.#entries.get(text) ?? { leaseUntil: 0 }
    if ((entry.record?.incarnation ?? 0) !== replaces) return { outcome: 'changed' }
    const left = entry.leaseUntil - this.#clock.now()
    if (entry.claimId !== undefined && left > 0) return { outcome: 'held', leaseMs: left }
    const inherited = entry.draft !== undefined
    entry.draft ??= draft
    entry.claimId = randomUUID()
    entry.leaseUntil = this.#clock.now() + leaseMs
    this.#entries.set(text, entry)
    return { outcome: 'claimed', claim: { key, id: entry.claimId, draft: entry.draft, inherited } }
  }

  async complete(claim: Claim, record: MeetingRecord): Promise<boolean> {
    if (this.#held(claim) === undefined) return false
    this.#entries.set(directoryKeyText(claim.key), { record, leaseUntil: 0 })
    return true
  }

  async release(claim: Claim, keepDraft: boolean): Promise<void> {
    const entry = this.#held(claim)
    if (entry === undefined) return
    delete entry.claimId
    if (!keepDraft) delete entry.draft
    if (entry.record === undefined && entry.draft === undefined)
      this.#entries.delete(directoryKeyText(claim.key))
  }

  async *scan(): AsyncIterable<MeetingRecord> {
    for (const entry of [...this.#entries.values()]) if (entry.record !== undefined) yield entry.record
  }

  async forget(key: DirectoryKey, incarnation: number): Promise<boolean> {
    const text = directoryKeyText(key)
    const entry = this.#entries.get(text)
    if (entry?.record?.incarnation !== incarnation || entry.draft !== undefined) return false
    this.#entries.delete(text)
    return true
  }

  async lease(name: string, ms: number): Promise<boolean> {
    const now = this.#clock.now()
    if ((this.#leases.get(name) ?? 0) > now) return false
    this.#leases.set(name, now + ms)
    return true
  }

  #held(claim: Claim): Entry | undefined {
    const entry = this.#entries.get(directoryKeyText(claim.key))
    return entry?.claimId === claim.id ? entry : undefined
  }
}
