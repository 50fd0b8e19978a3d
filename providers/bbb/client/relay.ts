/** Hands values from one that has them when they come to one that asks for them when it can. */
export class Relay<T> implements AsyncIterable<T> {
  #waiting: T[] = []
  #closed = false
  #wakeReader: (() => void) | undefined
  #wakeWriter: (() => void) | undefined

  put(value: T): void {
    this.#waiting.push(value)
  }

  /** Resolves when everything that was put has been taken; undefined if it has. */
  emptied(): Promise<void> | undefined {
    if (this.#waiting.length === 0) return undefined
    this.#wakeReader?.()
    return new Promise((resolve) => {
      this.#wakeWriter = resolve
    })
  }

  /** Nothing more will come. */
  close(): void {
    this.#closed = true
    this.#wakeReader?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      const batch = this.#waiting
      this.#waiting = []
      for (const value of batch) yield value
      if (this.#waiting.length > 0) continue
      if (this.#closed) return
      this.#wakeWriter?.()
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve
      })
    }
  }
}
