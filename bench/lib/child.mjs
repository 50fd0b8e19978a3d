import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of its own that answers questions, one at a time: a server or a contender. */
export class Child {
  #process
  #name

  constructor(script, args = []) {
    this.#name = args[0] ?? script.pathname
    this.#process = fork(fileURLToPath(script), args, {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
    })
  }

  /** Sends a question and waits for the answer. Rejects if the process fails or ends instead. */
  async ask(question) {
    const failed = new AbortController()
    const ended = once(this.#process, 'exit', { signal: failed.signal }).then(
      ([code]) => {
        throw new Error(`${this.#name} ended with code ${code}`)
      },
      () => undefined,
    )
    this.#process.send(question)
    const [answer] = await Promise.race([once(this.#process, 'message'), ended])
    failed.abort()
    if (answer.error !== undefined) throw new Error(`${this.#name}: ${answer.error}`)
    return answer.value
  }

  async stop() {
    if (this.#process.exitCode !== null) return
    const ended = once(this.#process, 'exit')
    this.#process.disconnect()
    await ended
  }
}

/** The other side: answers every question with what `answer` returns; ends, after `end`, when nobody is left to ask. */
export function answerQuestions(answer, end = () => undefined) {
  process.on('message', async (question) => {
    try {
      process.send({ value: await answer(question) })
    } catch (error) {
      process.send({ error: error instanceof Error ? error.stack : String(error) })
    }
  })
  const finish = async () => {
    await end()
    process.exit(0)
  }
  // Who asks may be gone before we are ready to answer.
  if (process.connected) process.on('disconnect', finish)
  else void finish()
}
