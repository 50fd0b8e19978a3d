import assert from 'node:assert/strict'
import { createEventHandler } from '../../events/create-event-handler.js'
import type { EventHandler, EventOf, EventProblem } from '../../events/event-handler.js'
import type { Meetings } from '../../meetings.js'
import type { MeetingEvent, MeetingEventType } from '../../spec/event.js'
import type { TestClock } from '../test-clock.js'
import type { ContractEvents } from './harness.js'

/** How long a vendor may take by the clock to tell. Below the time limits of those who deliver. */
const PATIENCE_MS = 4_000
/** Turns of the event loop in which input and output is done, and how often time moves on after so many. */
const TURNS = 250
const ROUNDS = 100

/** Everything that one machine is told. */
export class EventLog {
  readonly events: MeetingEvent[] = []
  readonly #clock: TestClock
  readonly #meetings: Meetings
  readonly #handler: EventHandler
  readonly #problems: EventProblem[] = []
  #disconnect: (() => Promise<void>) | undefined

  constructor(meetings: Meetings, clock: TestClock) {
    this.#meetings = meetings
    this.#clock = clock
    this.#handler = createEventHandler(meetings, { onProblem: (problem) => this.#problems.push(problem) })
    this.#handler.onEvent((event) => {
      this.events.push(event)
    })
  }

  async start(vendor: ContractEvents | undefined): Promise<void> {
    this.#disconnect = await vendor?.connect(this.#handler, this.#meetings)
    for (const { state, detail } of await this.#clock.settle(this.#handler.register()))
      assert.notEqual(state, 'failed', detail)
  }

  of<Type extends MeetingEventType>(type: Type): readonly EventOf<Type>[] {
    return this.events.filter((event): event is EventOf<Type> => event.type === type)
  }

  /** Waits until so many events of these types were told, and a little longer, for those that should not be told. */
  async until(counts: Readonly<Partial<Record<MeetingEventType, number>>>): Promise<void> {
    const wanted = Object.entries(counts) as [MeetingEventType, number][]
    const isThere = (): boolean => wanted.every(([type, count]) => this.of(type).length >= count)
    let left = PATIENCE_MS
    for (let round = 0; round < ROUNDS && !isThere(); round++) {
      await turns()
      const next = this.#clock.nextInMs
      if (next === undefined || next > left || isThere()) continue
      left -= next
      await this.#clock.advance(next)
    }
    await turns()
    const told = this.events.map(({ type }) => type).join(', ')
    const problems = this.#problems.map(({ kind, error }) => `${kind}: ${error.message}`).join('; ')
    for (const [type, count] of wanted)
      assert.equal(this.of(type).length, count, `${type}: told were ${told}; problems: ${problems}`)
  }

  async close(): Promise<void> {
    await this.#disconnect?.()
    await this.#handler.close()
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve))
}
