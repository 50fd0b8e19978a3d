import type { Call } from '../call/call.js'
import type { MeetingRecord } from '../directory/meeting-record.js'
import type { MeetingErrorCode } from '../errors/codes.js'
import { MeetingError } from '../errors/meeting-error.js'
import { meetingErrorOf } from '../errors/meeting-error-of.js'
import { askDirectory } from '../identity/guarded-directory.js'
import { markEnded } from '../identity/mark-ended.js'
import { providerMeeting, recordedSession } from '../identity/session.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { SweepOptions, SweepResult } from '../spec/sweep.js'
import { SweepShares } from './sweep-shares.js'
import type { VerbDependencies } from './verb-dependencies.js'

/** How many meetings are looked after at once. */
const AT_ONCE = 8
const DAY_MS = 24 * 60 * 60_000
const FORGET_AFTER_DAYS = 30
/** How often a vendor is asked whether a meeting that gives no sign of life is still there. */
const LOOK_EVERY_MS = 10 * 60_000
const MOST_LOOKS = 10_000

type Counts = { -readonly [Name in keyof SweepResult]: SweepResult[Name] } & {
  readonly ended: MeetingRef[]
  readonly failed: SweepResult['failed'][number][]
}

/**
 * Looks after what is recorded: ends what is overdue, gives free the seats of people who left, notices meetings that their
 * vendors dropped, forgets those that ended long ago. One meeting that cannot be looked after does not keep the others from it;
 * machines that sweep at once share the work where the directory can.
 */
export class Sweeper {
  readonly #deps: VerbDependencies
  /** When a vendor was asked last, by meeting and session. */
  readonly #looks = new BoundedMap<string, number>(MOST_LOOKS)

  constructor(deps: VerbDependencies) {
    this.#deps = deps
  }

  async sweep(
    call: Call,
    { tenant, forgetAfterDays = FORGET_AFTER_DAYS }: SweepOptions,
  ): Promise<SweepResult> {
    const counts: Counts = { seen: 0, ended: [], seatsFreed: 0, forgotten: 0, skipped: 0, failed: [] }
    const shares = new SweepShares(this.#deps.directory)
    const forgetBefore = this.#deps.clock.now() - forgetAfterDays * DAY_MS
    const records = this.#records(tenant)
    const worker = async (): Promise<void> => {
      for await (const record of records) {
        call.throwIfStopped()
        await this.#one(call, record, shares, forgetBefore, counts)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker))
    call.throwIfStopped()
    return counts
  }

  async #one(
    call: Call,
    record: MeetingRecord,
    shares: SweepShares,
    forgetBefore: number,
    counts: Counts,
  ): Promise<void> {
    const { ref } = recordedSession(record)
    try {
      if (record.endedAt !== undefined) {
        if (record.endedAt <= forgetBefore && (await this.#forget(record))) counts.forgotten += 1
        return
      }
      if (!(await shares.isMine(record))) {
        counts.skipped += 1
        return
      }
      counts.seen += 1
      const { over, seatsFreed } = await this.#lookAfter(call, record)
      counts.seatsFreed += seatsFreed
      if (over) counts.ended.push(ref)
    } catch (thrown) {
      const { code, message } = meetingErrorOf(thrown)
      // Nobody can be asked any more about a meeting whose instance is gone from the configuration.
      const orphaned = record.createdAt <= forgetBefore && (await this.#isOrphan(record, code))
      if (orphaned && (await this.#forget(record))) counts.forgotten += 1
      else counts.failed.push({ ref, code, message })
    }
  }

  async #lookAfter(
    call: Call,
    record: MeetingRecord,
  ): Promise<{ readonly over: boolean; readonly seatsFreed: number }> {
    const { providers, verified } = this.#deps
    const provider = await providers.get(record.provider, record.tenant)
    const session = recordedSession(record)
    const { meeting, seatsFreed } = (await provider.sweep?.(providerMeeting(session), call)) ?? {
      meeting: 'open',
      seatsFreed: 0,
    }
    if (meeting === 'open' && !(await this.#isGone(call, record, provider)))
      return { over: false, seatsFreed }
    verified.delete(session.key)
    await markEnded(this.#deps, record)
    return { over: true, seatsFreed }
  }

  /** Asked now and then only: a vendor's answers are a quota, too. */
  async #isGone(call: Call, record: MeetingRecord, provider: MeetingProvider): Promise<boolean> {
    if ((provider.capabilities.info?.support ?? 'unsupported') === 'unsupported') return false
    const { clock } = this.#deps
    const { tenant = '', id, incarnation, createdAt } = record
    const key = `${tenant}\n${id}\n${incarnation}`
    if (clock.now() - (this.#looks.get(key) ?? createdAt) < LOOK_EVERY_MS) return false
    this.#looks.set(key, clock.now())
    try {
      return (await provider.info(providerMeeting(recordedSession(record)), call)).status === 'ended'
    } catch (error) {
      if (MeetingError.is(error) && error.code === 'not-found') return true
      throw error
    }
  }

  /** Not every `not-configured` says so: a library that is not installed here, a tenant's wrong answer and a facade that closes do not. */
  async #isOrphan({ provider, tenant }: MeetingRecord, code: MeetingErrorCode): Promise<boolean> {
    if (code !== 'not-configured') return false
    try {
      return !(await this.#deps.providers.has(provider, tenant))
    } catch {
      return false
    }
  }

  async #forget({ tenant, id, incarnation }: MeetingRecord): Promise<boolean> {
    const { directory } = this.#deps
    return askDirectory(
      directory,
      async (asked) => (await asked.forget?.({ tenant, id }, incarnation)) ?? false,
    )
  }

  /** One iterator for all workers: each record is handed out once. */
  async *#records(tenant: string | undefined): AsyncGenerator<MeetingRecord, void> {
    const { directory } = this.#deps
    const records = directory.scan()[Symbol.asyncIterator]()
    for (;;) {
      const next = await askDirectory(directory, () => records.next())
      if (next.done === true) return
      if (tenant === undefined || next.value.tenant === tenant) yield next.value
    }
  }
}
