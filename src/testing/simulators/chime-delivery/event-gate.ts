/**
 * In which order held events go on: as they came, the other way round, or by their positions. A list of positions may
 * leave out some, which are lost, and name some twice.
 */
export type ReleaseOrder = 'kept' | 'reversed' | readonly number[]

/** Where everything passes on its way to a transport, so that a test can double it or bring it out of order. */
export class EventGate<Item> {
  readonly #pass: (item: Item) => void
  #duplicates = 0
  #held: Item[] | undefined

  constructor(pass: (item: Item) => void) {
    this.#pass = pass
  }

  put(item: Item): void {
    this.#let(item)
    if (this.#duplicates === 0) return
    this.#duplicates -= 1
    this.#let(item)
  }

  duplicateNext(times: number): void {
    this.#duplicates += times
  }

  hold(): void {
    this.#held ??= []
  }

  release(order: ReleaseOrder): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const position of positions(order, held.length)) {
      const item = held[position]
      if (item === undefined) throw new RangeError(`Only ${held.length} were held: there is no ${position}`)
      this.#pass(item)
    }
  }

  /** As at the start; what is held is lost. */
  reset(): void {
    this.#duplicates = 0
    this.#held = undefined
  }

  #let(item: Item): void {
    if (this.#held === undefined) this.#pass(item)
    else this.#held.push(item)
  }
}

function positions(order: ReleaseOrder, count: number): readonly number[] {
  const kept = [...Array(count).keys()]
  if (order === 'kept') return kept
  return order === 'reversed' ? kept.toReversed() : order
}
