import type { Call } from '../call/call.js'
import type { Claim, Directory } from '../directory/directory.js'
import { directoryKeyText } from '../directory/key-text.js'
import type { DirectoryKey, MeetingDraft, MeetingRecord } from '../directory/meeting-record.js'
import type { MeetingErrorCode } from '../errors/codes.js'
import { MeetingError } from '../errors/meeting-error.js'
import type { Clock } from '../ports/clock.js'
import type { Providers } from '../providers.js'
import { sleep } from '../resilience/sleep.js'
import type { CreateFallback, CreateMeetingRequest, CreateMeetingResult } from '../spec/create-meeting.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'
import type { MeetingProvider } from '../spec/provider.js'
import { CreateBreakers } from './create-breakers.js'
import { CreatePlaces } from './create-places.js'
import { type CreatedSession, createSession } from './create-session.js'
import { askDirectory } from './guarded-directory.js'
import { providerMeeting, recordedSession, type Session } from './session.js'
import type { TenantNames } from './tenant-names.js'
import type { VerifiedSessions } from './verified-sessions.js'

/** How often somebody who waits for another process's claim looks again, at first and at most. */
const FIRST_LOOK_MS = 25
const LATEST_LOOK_MS = 500

/** How long a create that nobody finished decides where the next try goes. Both vendors drop a meeting that nobody joins sooner. */
const DRAFT_MS = 10 * 60_000
/** Longest that a dead process may keep the others waiting. */
const LONGEST_LEASE_MS = 20_000

export interface FinderDependencies {
  readonly directory: Directory
  readonly providers: Providers
  readonly clock: Clock
  readonly verified: VerifiedSessions
  readonly tenantNames: TenantNames
}

/** A live session, and how it came about. */
export interface Found
  extends Pick<
    CreateMeetingResult,
    'disposition' | 'createdAt' | 'providerData' | 'warnings' | 'fellBackFrom'
  > {
  readonly session: Session & { readonly record: MeetingRecord }
  /** The vendor was asked to make it with this very request, so `warnings` say all there is to say about that. */
  readonly asked: boolean
}

/**
 * Finds the live session of an id, or makes the next one: exactly once, however many callers and processes ask at the
 * same moment. Callers of one process share the work; processes settle it through the directory's claim.
 */
export class MeetingFinder {
  readonly #deps: FinderDependencies
  readonly #underWay = new Map<string, Promise<Found>>()
  readonly #breakers = new CreateBreakers()

  constructor(dependencies: FinderDependencies) {
    this.#deps = dependencies
  }

  /** `gone`: the newest incarnation that the caller knows to be dead. */
  async find(call: Call, key: DirectoryKey, request: CreateMeetingRequest, gone = 0): Promise<Found> {
    // Before the vendor has the meeting: its events may come before its answer.
    if (key.tenant !== undefined) this.#deps.tenantNames.remember(key.tenant)
    const text = directoryKeyText(key)
    for (let other = this.#underWay.get(text); other !== undefined; other = this.#underWay.get(text)) {
      const found = await other.catch(concernOfAnother)
      if (found !== undefined && found.session.ref.incarnation > gone) return existing(found.session)
    }
    // Whoever waits behind this work must not wait for a call that was given up.
    const work = call
      .orStop(this.#findOrCreate(call, key, request, gone))
      .finally(() => this.#underWay.delete(text))
    this.#underWay.set(text, work)
    return work
  }

  close(): void {
    this.#breakers.close()
  }

  async #findOrCreate(
    call: Call,
    key: DirectoryKey,
    request: CreateMeetingRequest,
    gone: number,
  ): Promise<Found> {
    const { directory, clock } = this.#deps
    const places = new CreatePlaces(this.#deps, key.tenant)
    let draft: MeetingDraft | undefined
    for (let wait = FIRST_LOOK_MS; ; wait = Math.min(2 * wait, LATEST_LOOK_MS)) {
      call.throwIfStopped()
      const record = await askDirectory(directory, (asked) => asked.get(key))
      if (record !== undefined && record.incarnation > gone && (await this.#isAlive(call, record)))
        return existing({ ...recordedSession(record), record })
      if (draft === undefined && record !== undefined) await this.#clearUp(call, record)
      const incarnation = (record?.incarnation ?? 0) + 1
      // Settled once, however often it is claimed: a provider counts what it places.
      draft = draft === undefined ? await places.draft(call, incarnation) : { ...draft, incarnation }
      const wanted = draft
      call.throwIfStopped()
      const result = await askDirectory(directory, (asked) =>
        asked.claim({ key, replaces: incarnation - 1, draft: wanted, leaseMs: leaseOf(call) }),
      )
      if (result.outcome === 'claimed' && this.#isVoid(result.claim)) {
        // Given back and claimed anew: what is not written down as the draft, the next process does not repeat.
        await askDirectory(directory, (asked) => asked.release(result.claim, false))
      } else if (result.outcome === 'claimed') {
        const { claim } = result
        try {
          const found = await this.#create(call, claim, request, places)
          if (found !== undefined) return found
        } catch (error) {
          if (!places.mayMoveOn(claim, error)) throw error
          draft = await places.moveOn(call, claim, error)
          continue
        }
      }
      // Also after `changed` and after a claim that was lost: a directory that reads from a replica may not know yet what
      // it has just said, and a loop that never waits never ends.
      const most = result.outcome === 'held' ? result.leaseMs : wait
      await sleep(clock, Math.min(wait, most), call.signal)
    }
  }

  async #isAlive(call: Call, record: MeetingRecord): Promise<boolean> {
    const { verified, providers } = this.#deps
    if (record.endedAt !== undefined) return false
    if (verified.has(record, record.incarnation)) return true
    const provider = await providers.get(record.provider, record.tenant)
    // A provider that cannot be asked (a static link) has what was recorded.
    if (!(await isOpen(provider, record, call))) return false
    verified.add(record, record.incarnation)
    return true
  }

  /**
   * A session whose time is up may still run at its vendor. Its record is about to be replaced, so this is the last time that
   * somebody knows of it. Best effort: both vendors end an idle meeting by themselves.
   */
  async #clearUp(call: Call, record: MeetingRecord): Promise<void> {
    if (record.endedAt !== undefined || !isTimed(record.settings)) return
    try {
      const provider = await this.#deps.providers.get(record.provider, record.tenant)
      await provider.sweep?.(providerMeeting(recordedSession(record)), call)
    } catch (error) {
      if (call.signal.aborted) throw error
    }
  }

  /** A draft that somebody left long ago binds nobody: what it may have made has been dropped by its vendor, unseen. */
  #isVoid({ inherited, draft }: Claim): boolean {
    return inherited && (draft.note === true || this.#deps.clock.now() - draft.madeAt > DRAFT_MS)
  }

  /** Makes the session that a claim stands for. Undefined if the claim was lost meanwhile: then another process has it. */
  async #create(
    call: Call,
    claim: Claim,
    request: CreateMeetingRequest,
    places: CreatePlaces,
  ): Promise<Found | undefined> {
    const { directory, verified, providers, clock } = this.#deps
    const { tenant } = claim.key
    let name = claim.draft.provider
    let made: CreatedSession
    try {
      if (!(await providers.has(name, tenant))) name = await providers.route(tenant)
      const draft = { ...claim.draft, provider: name }
      const provider = await providers.get(name, tenant)
      const create = (): Promise<CreatedSession> =>
        createSession({ provider, claim: { ...claim, draft }, request, call, clock })
      // What somebody else began is finished where it was begun, so sparing the instance would help nobody.
      const spared = !claim.inherited && (providers.options(name).fallback ?? []).length > 0
      made = await (spared ? this.#breakers.run(name, create) : create())
    } catch (error) {
      const unsure = !MeetingError.is(error) || error.effect !== 'none'
      const keepDraft = !places.mayMoveOn(claim, error) && (claim.inherited || unsure)
      // The error of the create is what matters; a claim that cannot be given back lapses with its lease.
      await directory.release(claim, keepDraft).catch(() => undefined)
      throw MeetingError.is(error) ? error.at({ provider: name }) : error
    }
    const { record, ...rest } = { ...made, ...fellBack(made, places.passed) }
    const stored = await askDirectory(directory, (asked) => asked.complete(claim, record)).catch(
      (error: unknown) => {
        throw MeetingError.is(error)
          ? error.with({ effect: 'done', provider: record.provider, ref: recordedSession(record).ref })
          : error
      },
    )
    if (!stored) return undefined
    verified.add(record, record.incarnation)
    return { session: { ...recordedSession(record), record }, asked: true, ...rest }
  }
}

async function isOpen(provider: MeetingProvider, record: MeetingRecord, call: Call): Promise<boolean> {
  if ((provider.capabilities.info?.support ?? 'unsupported') === 'unsupported') return true
  try {
    return (await provider.info(providerMeeting(recordedSession(record)), call)).status === 'open'
  } catch (error) {
    if (!MeetingError.is(error)) throw error
    if (error.code === 'not-found') return false
    throw error.at({ provider: provider.name })
  }
}

/** Whether a meeting was made to end by itself, at times that its vendor may not know of. */
function isTimed(settings: MeetingSettings): boolean {
  const { durationMinutes, expireIfNoUserJoinedMinutes, expireWhenLastUserLeftMinutes } = settings
  return (durationMinutes ?? expireIfNoUserJoinedMinutes ?? expireWhenLastUserLeftMinutes) !== undefined
}

/** What the result says where another instance than the one for new meetings made it. */
function fellBack(
  { record, warnings }: CreatedSession,
  passed: readonly CreateFallback[],
): Partial<Pick<CreatedSession, 'fellBackFrom' | 'warnings'>> {
  if (passed.length === 0) return {}
  const why = passed.map(({ provider, code }) => `"${provider}" could not (${code})`).join(', ')
  const message = `${why}, so "${record.provider}" made the meeting`
  return { fellBackFrom: passed, warnings: [...warnings, { code: 'fell-back', message }] }
}

/** Whoever waits behind a claim must be able to take it over within the same time limit: a lease leaves a third of it. */
function leaseOf(call: Call): number {
  return Math.max(1, Math.min(LONGEST_LEASE_MS, Math.floor((call.remainingMs * 2) / 3)))
}

function existing(session: Found['session']): Found {
  const createdAt = new Date(session.record.createdAt)
  return { session, disposition: 'existing', createdAt, warnings: [], asked: false }
}

/** What is only about another caller's own call: its time limit, its signal, what it asked for. */
const concerns: ReadonlySet<MeetingErrorCode> = new Set([
  'aborted',
  'timeout',
  'invalid-request',
  'unsupported',
])

/** A failure that is another caller's own is not ours: then the work is begun anew. Every other failure is shared. */
function concernOfAnother(error: unknown): undefined {
  if (MeetingError.is(error) && concerns.has(error.code)) return undefined
  throw error
}
