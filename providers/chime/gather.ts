import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { Clock } from '../../src/ports/clock.js'
import { repeatOnce } from '../../src/resilience/repeat-once.js'
import { type RateLimit, TokenBucket } from '../../src/resilience/token-bucket.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { aborted, unhurried } from './abandon.js'
import type { ChimeApi } from './api.js'
import { batchSize, createAttendees } from './create-attendees.js'
import type { InFlight } from './in-flight.js'
import type { ChimeSessionAttendee } from './session.js'
import { type PendingJoin, type WaitingRoom, WaitingRooms } from './waiting-rooms.js'
import type { AttendeeInput } from './wire.js'

export interface GatherOptions {
  readonly api: ChimeApi
  readonly clock: Clock
  readonly rateLimit: RateLimit | 'unlimited'
  /** Counts the calls that outlive the joins they are for. */
  readonly inFlight: InFlight
}

type Call = 'CreateAttendee' | 'BatchCreateAttendee'

/** How long before a repeat where the vendor named no time: 100 to 300 ms, spread so that processes do not return together. */
const BACKOFF_MS = 100
const BACKOFF_SPREAD_MS = 200

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
  readonly #single: TokenBucket
  readonly #batch: TokenBucket
  readonly #rooms = new WaitingRooms(() => this.#cancelRound())
  /** Who waits to be tried once more. */
  readonly #backoffs = new Set<WaitingRoom>()
  #round: (() => void) | undefined
  #closed = false

  constructor(options: GatherOptions) {
    this.#options = options
    this.#single = new TokenBucket(options.rateLimit, options.clock)
    this.#batch = new TokenBucket(options.rateLimit, options.clock)
  }

  /** Creates an attendee. Fails alone, whatever becomes of those who travel along. */
  join(
    meetingId: string,
    person: AttendeeInput,
    { signal, remainingMs }: ProviderCallOptions,
  ): Promise<ChimeSessionAttendee> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(aborted('none'))
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
    for (const join of this.#rooms.clear()) join.reject(refusal)
    for (const { joins, onEmpty } of this.#backoffs) {
      for (const join of joins) join.reject(refusal)
      onEmpty()
    }
  }

  #wait(join: PendingJoin): void {
    this.#rooms.enter(join)
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
        const waitMs = Math.min(this.#single.waitMs(), this.#batch.waitMs())
        this.#round = clock.after(waitMs, () => this.#serve())
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

  async #create(meetingId: string, group: readonly PendingJoin[], call: Call): Promise<void> {
    const { api, inFlight } = this.#options
    const outcomes = await createAttendees(api, meetingId, group, call)
    const again = new Map<PendingJoin, MeetingError>()
    for (const [join, outcome] of outcomes) {
      if ('attendee' in outcome) {
        if (join.left) void inFlight.run(() => this.#discard(meetingId, outcome.attendee))
        else join.resolve(outcome.attendee)
        continue
      }
      const { error } = outcome
      if (error.code === 'rate-limited') (call === 'CreateAttendee' ? this.#single : this.#batch).drain()
      const passing = error.retryable && error.effect === 'none'
      if (passing && !join.repeated && !this.#closed) again.set(join, error)
      else join.reject(error)
    }
    if (again.size > 0) this.#repeatLater(again)
  }

  /** Once more for those whose attendee was certainly not made, unless they left or their time is up before. */
  #repeatLater(failed: ReadonlyMap<PendingJoin, MeetingError>): void {
    const { clock } = this.#options
    const backoff = BACKOFF_MS + Math.random() * BACKOFF_SPREAD_MS
    const waitMs = Math.max(...[...failed.values()].map(({ retryAfterMs }) => retryAfterMs ?? backoff))
    const joins = new Set<PendingJoin>()
    const cancel = clock.after(waitMs, () => {
      this.#backoffs.delete(room)
      for (const join of joins) this.#wait(join)
    })
    const room: WaitingRoom = {
      joins,
      onEmpty: () => {
        this.#backoffs.delete(room)
        cancel()
      },
    }
    this.#backoffs.add(room)
    for (const [join, error] of failed) {
      if (join.left || clock.now() + waitMs >= join.deadline) {
        join.reject(error)
        continue
      }
      join.repeated = true
      join.waitsIn = room
      joins.add(join)
    }
    if (joins.size === 0) room.onEmpty()
  }

  /** Best effort: an attendee whom nobody will use takes a seat until the meeting ends. */
  async #discard(meetingId: string, { AttendeeId }: ChimeSessionAttendee): Promise<void> {
    const { api, clock } = this.#options
    const options = unhurried()
    const attempt = (): Promise<unknown> =>
      api.call('DeleteAttendee', { MeetingId: meetingId, AttendeeId }, options)
    await repeatOnce(clock, options, attempt).catch(() => undefined)
  }
}

function leave(join: PendingJoin): void {
  const room = join.waitsIn
  join.left = true
  join.reject(aborted(room === undefined ? 'unknown' : 'none'))
  room?.joins.delete(join)
  if (room?.joins.size === 0) room.onEmpty()
}
