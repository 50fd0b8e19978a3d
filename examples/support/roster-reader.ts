/** Reads the page's stream as a browser does, and answers each roster as one line. */
export class RosterReader {
  readonly #controller = new AbortController()
  #line = ''
  #wanted: ((line: string) => void) | undefined

  /** Opens the stream of a page. */
  static async open(page: string): Promise<RosterReader> {
    const reader = new RosterReader()
    const response = await fetch(`${page}/stream`, { signal: reader.#controller.signal })
    if (response.body === null) throw new Error('the stream has no body')
    reader.#read(response.body).catch(() => undefined)
    return reader
  }

  /** Waits until the roster is as somebody expects it; says what it is if that takes longer than ten seconds. */
  async until(isExpected: (line: string) => boolean): Promise<string> {
    if (isExpected(this.#line)) return this.#line
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => resolve(`still ${this.#line}`), 10_000)
      this.#wanted = (line) => {
        if (!isExpected(line)) return
        clearTimeout(giveUp)
        resolve(line)
      }
    })
  }

  close(): void {
    this.#controller.abort()
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = ''
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const messages = (text + chunk).split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) this.#take(message)
    }
  }

  #take(message: string): void {
    if (!message.includes('event: roster')) return
    const { status, people } = JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '{}') as {
      status: string
      people: { name: string; role: string; camera: boolean }[]
    }
    const inside = people.map(({ name, role, camera }) => `${name} (${role}${camera ? ', camera' : ''})`)
    this.#line = `${status}: ${inside.join(', ') || 'nobody'}`
    this.#wanted?.(this.#line)
  }
}
