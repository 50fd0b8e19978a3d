import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order, Report } from './messages.js'

const member = fileURLToPath(new URL('member.ts', import.meta.url))

export type Done = Extract<Report, { kind: 'done' }>

/** How one order went. */
export interface Outcome {
  readonly done: readonly Done[]
  readonly killed: number
}

/** Processes that do the same thing at the same moment. */
export class Crowd {
  readonly #size: number
  #members: ChildProcess[] = []

  constructor(size: number) {
    this.#size = size
  }

  /** Fills the places of those who were killed. */
  async gather(): Promise<void> {
    const missing = this.#size - this.#members.length
    // A few at a time: starting is the most expensive thing that they do.
    for (let left = missing; left > 0; left -= 10) {
      const fresh = Array.from({ length: Math.min(10, left) }, () =>
        fork(member, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
      )
      await Promise.all(fresh.map((child) => once(child, 'message')))
      this.#members.push(...fresh)
    }
  }

  /** Gives everybody the order. With `killHolder`, whoever has the claim is killed as soon as `reached` resolves. */
  async order(order: Order, killHolder?: { readonly reached: () => Promise<void> }): Promise<Outcome> {
    const done: Done[] = []
    let killed = 0
    const waiting = new Set(this.#members)
    await new Promise<void>((resolve, reject) => {
      const settle = (child: ChildProcess): void => {
        waiting.delete(child)
        if (waiting.size === 0) resolve()
      }
      for (const child of this.#members) {
        child.removeAllListeners('message')
        child.on('message', (report: Report) => {
          if (report.kind === 'ready' || report.round !== order.round) return
          if (report.kind === 'done') {
            done.push(report)
            settle(child)
          } else if (killHolder !== undefined && killed === 0) {
            killed += 1
            killHolder.reached().then(() => {
              child.kill('SIGKILL')
              this.#members = this.#members.filter((other) => other !== child)
              settle(child)
            }, reject)
          }
        })
        child.send(order)
      }
    })
    return { done, killed }
  }

  async dismiss(): Promise<void> {
    const gone = this.#members.map((child) => once(child, 'exit'))
    for (const child of this.#members) child.disconnect()
    await Promise.all(gone)
    this.#members = []
  }
}
