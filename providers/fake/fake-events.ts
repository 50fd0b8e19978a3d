import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.js'
import type { CapabilityKey, ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { ParticipantChanges } from '../../src/spec/event.js'
import type { ProviderEvent } from '../../src/spec/provider-events.js'
import type { FakeMeeting } from './fake-meeting.js'

type Filled = 'id' | 'at' | 'vendorType' | 'providerData'
type LessFilled<Event> = Event extends ProviderEvent
  ? Omit<Event, Filled> & Partial<Pick<Event, Filled>>
  : never

/** An event as `emit` takes it: what is left out is filled in, `at` with the time of the clock. */
export type FakeEvent = LessFilled<ProviderEvent>

export type FakeEventListener = (event: ProviderEvent) => void

/** What a fake vendor tells, to whoever listens. */
export class FakeEvents {
  readonly #clock: Clock
  readonly #capabilities: ProviderCapabilities
  readonly #listeners = new Set<FakeEventListener>()
  #told = 0

  constructor(clock: Clock, capabilities: ProviderCapabilities) {
    this.#clock = clock
    this.#capabilities = capabilities
  }

  /** The returned function ends it. */
  subscribe(listener: FakeEventListener): () => void {
    // Two that subscribe the same function are two.
    const own: FakeEventListener = (event) => listener(event)
    this.#listeners.add(own)
    return () => {
      this.#listeners.delete(own)
    }
  }

  /** Tells of a meeting what its vendor declares that it tells, and nothing else. */
  tell({ key, session }: Pick<FakeMeeting, 'key' | 'session'>, event: FakeEvent): void {
    const declared = this.#declared(event)
    if (declared !== undefined) this.emit({ ...declared, meeting: { key, vendor: { session } } })
  }

  /** Tells anything. */
  emit(event: FakeEvent): void {
    this.#told += 1
    const filled: ProviderEvent = {
      id: `${event.meeting?.vendor['session'] ?? randomUUID()}.${this.#told}`,
      at: new Date(this.#clock.now()),
      vendorType: `fake:${event.type}`,
      providerData: {},
      ...event,
    }
    for (const listener of [...this.#listeners]) listener(filled)
  }

  #declared(event: FakeEvent): FakeEvent | undefined {
    if (event.type !== 'participant.updated')
      return event.type === 'other' || this.#tells(`events.${event.type}`) ? event : undefined
    const facts = Object.keys(event.changes) as (keyof ParticipantChanges)[]
    const told = facts.filter((fact) => this.#tells(`events.participant.updated.${fact}`))
    const changes = Object.fromEntries(told.map((fact) => [fact, event.changes[fact]]))
    return told.length === 0 ? undefined : { ...event, changes }
  }

  #tells(key: CapabilityKey): boolean {
    return (this.#capabilities[key]?.support ?? 'unsupported') !== 'unsupported'
  }
}
