import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { Clock } from '../../src/ports/clock.js'
import type { AdaptiveBucket } from '../../src/resilience/adaptive-bucket.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import { tooLate } from '../../src/resilience/too-late.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { aborted, unhurried } from './abandon.js'
import { type ChimeApi, mostTries } from './api.js'
import { Backoffs } from './backoffs.js'
import { type AttendeeOutcome, batchSize, createAttendees } from './create-attendees.js'
import type { InFlight } from './in-flight.js'
import type { ChimeSessionAttendee } from './session.js'
import { type PendingJoin, WaitingRooms } from './waiting-rooms.js'
import type { AttendeeInput } from './wire.js'

export interface GatherOptions {
  readonly api: ChimeApi
  readonly clock: Clock
  /** Counts the calls that outlive the joins they are for. */
  readonly inFlight: InFlight
}

type Call = 'CreateAttendee' | 'BatchCreateAttendee'

/** How long before a repeat where the vendor named no time: 100 to 300 ms, spread so that processes do not return together. */
const BACKOFF_MS = 100
const BACKOFF_SPREAD_MS = 200
/** How long a seat that nobody uses is worth another try to free it. */
const DISCARD_MS = 60_000

/**
 * Joins gathered into as few API calls as the rate limit asks for. Nobody is kept waiting for company: whoever waits for
 * one meeting when the event loop has come round, or when the limit lets a call through, goes together, a hundred at most;
 * a lone join is a plain CreateAttendee. Meetings take turns.
 *
 * A caller's abort frees the caller only: a batch goes on for the others, and an attendee that was made for somebody who
 * has left is deleted.
 */
export class Gather {
  readonly #options: GatherOptions
  readonly #single: AdaptiveBucket
  readonly #batch: AdaptiveBucket
  readonly #rooms = new WaitingRooms(() => this.#cancelRound())
  readonly #backoffs: Backoffs
  #round: (() => void) | undefined
  #closed = false

  constructor(options: GatherOptions) {
    this.#options = options
    this.#single = options.api.bucket('CreateAttendee')
    this.#batch = options.api.bucket('BatchCreateAttendee')
    this.#backoffs = new Backoffs(options.clock)
  }

  /**
   * Creates an attendee. Fails alone, whatever becomes of those who travel along. Who is throttled goes before the others
   * while the time lasts, thirty times at most; who certainly comes too late is told at once (`rate-limited`).
   */
  join(
    meetingId: string,
    person: AttendeeInput,
    { signal, remainingMs }: ProviderCallOptions,
  ): Promise<ChimeSessionAttendee> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted('none'))
      const waitMs = this.#waitMs(this.#rooms.ahead(meetingId))
      if (waitMs > 0 && waitMs >= remainingMs) return reject(tooLate(waitMs))
      const onAbort = (): void => leave(join)
      const settled = (): void => signal.removeEventListener('abort', onAbort)
      const join: PendingJoin = {
        meetingId,
        person,
        deadline: this.#options.clock.now() + remainingMs,
        resolve: (attendee) => {
          settled()
          resolve(attendee)
        },
        reject: (error) => {
          settled()
          reject(error)
        },
        waitsIn: undefined,
        left: false,
        throttled: 0,
        repeated: false,
      }
      signal.addEventListener('abort', onAbort, { once: true })
      this.#wait(join)
    })
  }

  /** Rejects everybody who still waits. */
  close(refusal: MeetingError): void {
    this.#closed = true
    this.#cancelRound()
    for (const join of [...this.#rooms.clear(), ...this.#backoffs.clear()]) join.reject(refusal)
  }

  #wait(join: PendingJoin): void {
    this.#rooms.enter(join)
    this.#serveSoon()
  }

  #serveSoon(): void {
    if (this.#round !== undefined) return
    const round = setImmediate(() => this.#serve())
    this.#round = () => clearImmediate(round)
  }

  #cancelRound(): void {
    this.#round?.()
    this.#round = undefined
  }

  /** Serves meetings in turn until nobody waits or the limit is reached. */
  #serve(): void {
    this.#round = undefined
    const { clock, inFlight } = this.#options
    for (let next = this.#rooms.next(); next !== undefined; next = this.#rooms.next()) {
      const { meetingId, waiting } = next
      const call = this.#choose(waiting)
      if (call === undefined) {
        this.#round = clock.after(this.#waitMs(), () => this.#serve())
        return
      }
      const group = this.#rooms.take(meetingId, call === 'CreateAttendee' ? 1 : batchSize)
      void inFlight.run(() => this.#create(meetingId, group, call))
    }
  }

  /** The two calls have a rate limit each, and either does for one person. */
  #choose(waiting: number): Call | undefined {
    if (waiting > 1 && this.#batch.take()) return 'BatchCreateAttendee'
    if (this.#single.take()) return 'CreateAttendee'
    return waiting === 1 && this.#batch.take() ? 'BatchCreateAttendee' : undefined
  }

  /** Milliseconds, at the earliest, until somebody is served before whom so many other meetings are: a call each, of either kind. */
  #waitMs(ahead = 0): number {
    const each = Math.floor(ahead / 2)
    return Math.min(this.#single.waitMs(each), this.#batch.waitMs(each))
  }

  async #create(meetingId: string, group: readonly PendingJoin[], call: Call): Promise<void> {
    const { api, inFlight } = this.#options
    const bucket = call === 'CreateAttendee' ? this.#single : this.#batch
    const { epoch } = bucket
    const outcomes = await createAttendees(api, meetingId, group, call)
    tell(bucket, epoch, outcomes.values())
    const again = new Map<PendingJoin, MeetingError>()
    for (const [join, outcome] of outcomes) {
      if ('attendee' in outcome) {
        if (join.left) void inFlight.run(() => this.#discard(meetingId, outcome.attendee))
        else join.resolve(outcome.attendee)
      } else if (!this.#closed && isWorthAnotherTry(join, outcome.error)) again.set(join, outcome.error)
      else join.reject(outcome.error)
    }
    if (again.size > 0) this.#repeatLater(meetingId, again, bucket)
  }

  /** Once more for those whose attendee was certainly not made, unless they left or their time is up before. */
  #repeatLater(
    meetingId: string,
    failed: ReadonlyMap<PendingJoin, MeetingError>,
    bucket: AdaptiveBucket,
  ): void {
    const backoff = BACKOFF_MS + Math.random() * BACKOFF_SPREAD_MS
    const waitOf = (error: MeetingError): number =>
      isThrottled(error)
        ? Math.max(error.retryAfterMs ?? 0, bucket.waitMs())
        : (error.retryAfterMs ?? backoff)
    const waitMs = Math.max(...[...failed.values()].map(waitOf))
    const due = this.#options.clock.now() + waitMs
    const again = new Set<PendingJoin>()
    for (const [join, error] of failed) {
      if (join.left || due >= join.deadline) {
        join.reject(error.with({ retryAfterMs: error.retryAfterMs ?? waitMs }))
        continue
      }
      if (isThrottled(error)) join.throttled += 1
      else join.repeated = true
      again.add(join)
    }
    this.#backoffs.wait(again, waitMs, (joins) => {
      this.#rooms.enterFirst(meetingId, joins)
      this.#serveSoon()
    })
  }

  /** Best effort: an attendee whom nobody will use takes a seat until the meeting ends. */
  async #discard(meetingId: string, { AttendeeId }: ChimeSessionAttendee): Promise<void> {
    const { api, clock } = this.#options
    const options = unhurried(DISCARD_MS)
    const attempt = (): Promise<unknown> =>
      api.call('DeleteAttendee', { MeetingId: meetingId, AttendeeId }, options)
    await repeatOnce(clock, options, attempt).catch(() => undefined)
  }
}

/** One throttled attendee of a batch means that the batches come too fast. */
function tell(bucket: AdaptiveBucket, epoch: number, outcomes: Iterable<AttendeeOutcome>): void {
  for (const outcome of outcomes) {
    if (!('error' in outcome) || !isThrottled(outcome.error)) continue
    bucket.throttled(epoch, outcome.error.retryAfterMs)
    return
  }
  bucket.passed(epoch)
}

function isThrottled(error: MeetingError): boolean {
  return error.code === 'rate-limited'
}

/** The attendee was certainly not made, and the cause passes. */
function isWorthAnotherTry(join: PendingJoin, error: MeetingError): boolean {
  if (!error.retryable || error.effect !== 'none') return false
  return isThrottled(error) ? join.throttled < mostTries - 1 : !join.repeated
}

function leave(join: PendingJoin): void {
  const room = join.waitsIn
  join.left = true
  join.reject(aborted(room === undefined ? 'unknown' : 'none'))
  room?.joins.delete(join)
  if (room?.joins.size === 0) room.onEmpty()
}
