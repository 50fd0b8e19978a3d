/** Work that others wait for to begin, or to be over. */
export interface Work<T> {
  /** Settles when the listeners were called, or will not be. Never rejects. */
  readonly begun: Promise<void>
  readonly outcome: Promise<T>
}

/** Starts work that says by itself when it has begun; at its end it has in any case. */
export function begin<T>(work: (begun: () => void) => Promise<T>): Work<T> {
  let begun = (): void => undefined
  const beginning = new Promise<void>((resolve) => {
    begun = resolve
  })
  const outcome = work(begun)
  outcome.then(begun, begun)
  return { begun: beginning, outcome }
}
