import { randomUUID } from 'node:crypto'
import type { SimulatedChimeEvent } from './simulated-event.js'

/** The events of one region, in the order in which they happened, and who wants to hear of them at once. */
export class EventLog {
  readonly #region: string
  readonly #listeners = new Set<{ readonly hear: (event: SimulatedChimeEvent) => void }>()
  #events: SimulatedChimeEvent[] = []

  constructor(region: string) {
    this.#region = region
  }

  get events(): readonly SimulatedChimeEvent[] {
    return this.#events
  }

  record(event: Omit<SimulatedChimeEvent, 'id' | 'region'>): void {
    const recorded = { id: randomUUID(), region: this.#region, ...event }
    this.#events.push(recorded)
    for (const { hear } of [...this.#listeners]) hear(recorded)
  }

  /** The same function may listen more than once; each subscription ends on its own. */
  on(listener: (event: SimulatedChimeEvent) => void): () => void {
    const subscription = { hear: listener }
    this.#listeners.add(subscription)
    return () => {
      this.#listeners.delete(subscription)
    }
  }

  /** Forgets the events, not the listeners. */
  clear(): void {
    this.#events = []
  }
}
