/** A value that tells when it changes. */
export interface Readable<State> {
  get(): State
  /** Calls back after each change, until the answered function is called. */
  subscribe(listener: () => void): () => void
}

/** The one place where a state lives; views read it, and only its owner writes. */
export class Store<State extends object> implements Readable<State> {
  readonly #listeners = new Set<() => void>()
  #state: State

  constructor(initial: State) {
    this.#state = initial
  }

  get(): State {
    return this.#state
  }

  /** Takes over what differs; says so only if something does. */
  patch(changes: Partial<State>): void {
    const keys = Object.keys(changes) as (keyof State)[]
    if (keys.some((key) => !Object.is(changes[key], this.#state[key])))
      this.set({ ...this.#state, ...changes })
  }

  set(state: State): void {
    if (Object.is(state, this.#state)) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
