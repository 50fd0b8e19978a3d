import { MeetingError } from '../errors/meeting-error.js'
import { markEnded } from '../identity/mark-ended.js'
import type { MeetingsOptions } from '../meetings-options.js'
import { sessionName } from '../presence/session-name.js'
import type { MeetingEvent } from '../spec/event.js'
import type { Deliveries, DeliveryClaim } from './deliveries.js'
import type { KeptEvent } from './event-text.js'
import { enriched, type IdentifiedEvent } from './identify.js'
import { limitedCall } from './limited-call.js'
import type { Listeners } from './listeners.js'
import { type MeetingStarts, STARTED_KEPT_MS } from './meeting-starts.js'
import type { ResolvedHandlerOptions } from './options.js'
import type { ParkedEvents } from './parked-events.js'
import { aboutEvent, errorOf, kindOf, type TellProblem } from './problems.js'
import { begin, type Work } from './work.js'

/** What becomes of an event that the listeners refuse: `soon` after `parkAfterMs`; `at-once` where nobody would deliver it again. */
export type Parking = 'never' | 'soon' | 'at-once'

/** `done` now, `known` to be done before, `busy` elsewhere, or why it has to come again. */
export type WorkOutcome = 'done' | 'known' | 'busy' | readonly Error[]

export interface WorkerParts {
  readonly meetings: Pick<MeetingsOptions, 'clock' | 'directory' | 'providers'>
  readonly options: ResolvedHandlerOptions
  readonly deliveries: Deliveries
  readonly starts: MeetingStarts
  readonly parked: ParkedEvents
  readonly listeners: Listeners
  readonly presence?: { apply(session: string, event: MeetingEvent): Promise<void> } | undefined
  readonly tell: TellProblem
}

/** Most events that are under way in a process. */
const MOST_UNDER_WAY = 1_000
const nothing = (): void => undefined

/** Works on events: each once, as far as is remembered, and again where that failed. */
export class EventWorker {
  readonly #parts: WorkerParts
  readonly #underWay = new Map<string, Work<WorkOutcome>>()

  constructor(parts: WorkerParts) {
    this.#parts = parts
  }

  /** Whether another delivery would be too much. */
  get isFull(): boolean {
    return this.#underWay.size >= MOST_UNDER_WAY
  }

  /** The outcome never rejects: it is why the event has to be delivered again, and nothing if it has not. */
  work(identified: IdentifiedEvent, parking: Parking): Work<readonly Error[]> {
    return begin((begun) => this.#work(identified, parking, begun))
  }

  /** Hands over what was parked, and answers what failed. */
  async again({ event, presence }: KeptEvent, begun: () => void = nothing): Promise<readonly Error[]> {
    const { presence: book, listeners } = this.#parts
    if (presence !== undefined) await book?.apply(presence, event)
    const failures = listeners.hand(event)
    begun()
    return failures
  }

  async #work(identified: IdentifiedEvent, parking: Parking, begun: () => void): Promise<readonly Error[]> {
    const { meetings, options, starts, tell } = this.#parts
    const { event } = identified
    const oldest = meetings.clock.now() - options.rememberMs
    if (event.at.getTime() < oldest) {
      tell({ kind: 'stale', ...aboutEvent(event), error: stale(event) })
      return []
    }
    const start = starts.before(identified)
    const first = start && this.#once(start, parking)
    // Told before it, and not waited for: a listener may take its time with it.
    await first?.begun
    const work = this.#once(identified, parking)
    work.begun.then(begun, begun)
    const [started, outcome] = [await first?.outcome, await work.outcome]
    if (start && (started === 'done' || started === 'known')) starts.told(start.event.id, started === 'known')
    // Somebody else who is telling the start may be left alone: what comes after it is not held up.
    const errors = typeof started === 'object' ? started : []
    if (outcome === 'busy') return [...errors, busyElsewhere()]
    return typeof outcome === 'string' ? errors : [...errors, ...outcome]
  }

  /** A second delivery of what is being worked on here shares its outcome. */
  #once(identified: IdentifiedEvent, parking: Parking): Work<WorkOutcome> {
    const { id } = identified.event
    const running = this.#underWay.get(id)
    if (running !== undefined) return running
    if (this.isFull) return begin(async () => this.#unclaimed(identified, parking, tooMany()))
    const work = begin<WorkOutcome>(async (begun) => {
      try {
        return await this.#claimed(identified, parking, begun)
      } finally {
        this.#underWay.delete(id)
      }
    })
    this.#underWay.set(id, work)
    return work
  }

  async #claimed(identified: IdentifiedEvent, parking: Parking, begun: () => void): Promise<WorkOutcome> {
    const { deliveries } = this.#parts
    const { event } = identified
    let claim: DeliveryClaim | 'done' | 'busy'
    try {
      claim = await deliveries.claim(event.id)
    } catch (thrown) {
      return this.#unclaimed(identified, parking, thrown)
    }
    if (claim === 'done') return 'known'
    if (claim === 'busy') return claim
    const kept: { -readonly [Name in keyof KeptEvent]: KeptEvent[Name] } = {
      event,
      presence: this.#presenceOf(identified),
    }
    let errors: readonly Error[]
    try {
      kept.event = await this.#observed(identified)
      if (event.type === 'meeting.ended') await this.#over(identified)
      errors = await this.again(kept, begun)
      if (errors.length === 0) {
        await this.#done(claim, event)
        return 'done'
      }
    } catch (thrown) {
      errors = this.#failed(event, thrown)
    }
    try {
      return await this.#giveBack(claim, kept, errors, parking)
    } catch (thrown) {
      return [...errors, ...this.#failed(event, thrown)]
    }
  }

  /** Known to everybody, and without asking the vendor. */
  async #over(identified: IdentifiedEvent): Promise<void> {
    const { meetings, starts } = this.#parts
    if (identified.record !== undefined) await markEnded(meetings, identified.record)
    await starts.over(identified)
  }

  async #done(claim: DeliveryClaim, event: MeetingEvent): Promise<void> {
    try {
      await this.#parts.deliveries.done(claim, this.#keptMs(event))
    } catch (error) {
      this.#parts.listeners.remember(event)
      throw error
    }
  }

  /** What nobody would deliver again is parked, though nobody claimed it. */
  async #unclaimed(identified: IdentifiedEvent, parking: Parking, thrown: unknown): Promise<WorkOutcome> {
    const { event } = identified
    const errors = this.#failed(event, thrown)
    if (parking !== 'at-once') return errors
    try {
      await this.#parts.parked.put({ event, presence: this.#presenceOf(identified) })
    } catch (failure) {
      return [...errors, ...this.#failed(event, failure)]
    }
    this.#parts.tell({ kind: 'parked', ...aboutEvent(event), error: errorOf(thrown) })
    return 'done'
  }

  async #giveBack(
    claim: DeliveryClaim,
    kept: KeptEvent,
    errors: readonly Error[],
    parking: Parking,
  ): Promise<WorkOutcome> {
    const { deliveries, parked, meetings, options, tell } = this.#parts
    const now = meetings.clock.now()
    const since = claim.since ?? now
    const isParked = parking === 'at-once' || (parking === 'soon' && now - since >= options.parkAfterMs)
    if (!isParked) {
      await deliveries.release(claim, since, options.rememberMs)
      return errors
    }
    try {
      await parked.put(kept)
      await deliveries.done(claim, this.#keptMs(kept.event))
    } catch (thrown) {
      await deliveries.release(claim, since, options.rememberMs)
      throw thrown
    }
    const [error = new Error('refused')] = errors
    tell({ kind: 'parked', ...aboutEvent(kept.event), error })
    return 'done'
  }

  async #observed(identified: IdentifiedEvent): Promise<MeetingEvent> {
    const { origin, event, told, meeting } = identified
    const { events } = origin
    if (events.observe === undefined || told === undefined || meeting === undefined) return event
    const seen = await limitedCall(
      this.#parts.meetings,
      async (call) => await events.observe?.(meeting, told, call),
    )
    return seen === undefined || seen === told ? event : enriched(identified, seen)
  }

  /** Presence is asked for by ref, and of vendors that do not tell it, so it is kept for meetings of such with one. */
  #presenceOf({ event, session, origin }: IdentifiedEvent): string | undefined {
    const { presence } = this.#parts
    if (presence === undefined || origin.isLive === true) return undefined
    if (event.ref === undefined || session === undefined) return undefined
    return sessionName(event.ref, session)
  }

  /** As long as it may be delivered again, also where the vendor's clock is ahead of ours. */
  #keptMs({ type, at }: MeetingEvent): number {
    if (type === 'meeting.started') return STARTED_KEPT_MS
    const { options, meetings } = this.#parts
    return options.rememberMs + Math.max(0, at.getTime() - meetings.clock.now())
  }

  #failed(event: MeetingEvent, thrown: unknown): readonly Error[] {
    const error = errorOf(thrown)
    this.#parts.tell({ kind: kindOf(error), ...aboutEvent(event), error })
    return [error]
  }
}

function stale({ at }: MeetingEvent): MeetingError {
  return new MeetingError({
    code: 'invalid-request',
    message: `the event is too old: it is of ${at.toISOString()}`,
    effect: 'none',
  })
}

function busyElsewhere(): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: 'another process is busy with this event',
    effect: 'none',
  })
}

function tooMany(): MeetingError {
  return new MeetingError({
    code: 'unavailable',
    message: `${MOST_UNDER_WAY} events are under way: no more for now`,
    effect: 'none',
  })
}
