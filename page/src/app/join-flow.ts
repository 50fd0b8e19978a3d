import type {
  EnterAnswer,
  JoinedAnswer,
  RefusedAnswer,
  WaitingAnswer,
} from '../../../src/join-page/page-api.js'
import type { PageServer } from '../api/page-server.js'
import { canTryAgain, type Ending } from '../base/ending.js'
import { type Readable, Store } from '../base/store.js'
import type { Timers } from '../base/timers.js'
import { webUrl } from '../base/web-url.js'
import type { LobbyPhase, Phase } from './phase.js'
import type { Choices, TabMemory } from './tab-memory.js'

/** A meeting that the flow leads into. */
export interface Call {
  /** What the person has switched on at the moment: a reload comes back with it. */
  readonly choices: Choices
  /** Stops it; nothing is reported after. */
  stop(): void
}

interface JoinFlowParts<C extends Call> {
  readonly server: PageServer
  readonly memory: TabMemory
  readonly timers: Timers
  /** Enters the meeting; `finish` is called at most once, when it is over for this person. */
  readonly start: (entry: JoinedAnswer, choices: Choices, finish: (ending: Ending) => void) => C
  /** What the person has switched on in the device check. */
  readonly choices: () => Choices
  /** Goes to another page. */
  readonly go: (url: string) => void
}

const POLL_MS = 5_000
/** Tries of `unavailable` and the like that are not worth an end page while somebody waits. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'rate-limited', 'not-started'])

/** The way from the link into the meeting and out of it. */
export class JoinFlow<C extends Call> {
  readonly #parts: JoinFlowParts<C>
  readonly #store = new Store<{ readonly phase: Phase<C> }>({ phase: { view: 'opening' } })
  #callOff: () => void = () => {}
  /** Grows when a running question is no longer wanted. */
  #turn = 0

  constructor(parts: JoinFlowParts<C>) {
    this.#parts = parts
  }

  get state(): Readable<{ readonly phase: Phase<C> }> {
    return this.#store
  }

  /** Opens the link, or comes back after a reload. */
  async open(): Promise<void> {
    const turn = this.#next({ view: 'opening' })
    const { inside, over } = this.#parts.memory.get()
    if (over !== undefined) {
      this.#finish(over, undefined)
      return
    }
    const answer = await this.#enter()
    if (turn !== this.#turn) return
    if (answer.state === 'joined' && inside !== undefined) this.#begin(answer, inside)
    else this.#arrive(answer)
  }

  /** The person has checked the devices and wants to come in. */
  async ready(): Promise<void> {
    const { phase } = this.#store.get()
    if (phase.view !== 'lobby' || phase.busy) return
    if (phase.entry.state === 'waiting') {
      this.#show({ view: 'waiting', entry: phase.entry })
      return
    }
    // The seat may be gone: another tab of this person gives it back as it closes, and the meeting may be over meanwhile.
    const turn = this.#next({ ...phase, busy: true })
    const answer = await this.#enter()
    if (turn !== this.#turn) return
    if (answer.state === 'joined') this.#begin(answer)
    else this.#arrive(answer)
  }

  /** The person wants to try again, or to come back. */
  again(): Promise<void> {
    return this.open()
  }

  /** Leaves the meeting, or the waiting room. */
  leave(): void {
    const { pass } = this.#parts.memory.get()
    const { phase } = this.#store.get()
    if (phase.view === 'meeting') phase.call.stop()
    if (pass !== undefined) this.#parts.server.leave(pass)
    const logoutUrl =
      phase.view === 'meeting' || phase.view === 'waiting' ? webUrl(phase.entry.meeting.logoutUrl) : undefined
    this.#finish('left', logoutUrl)
    if (logoutUrl !== undefined) this.#parts.go(logoutUrl)
  }

  /** The tab is closed or reloaded: the seat may go to somebody else. */
  closing(): void {
    const { phase } = this.#store.get()
    const { memory } = this.#parts
    const { pass } = memory.get()
    if (phase.view === 'meeting') memory.set({ ...memory.get(), inside: phase.call.choices })
    // Not in the device check: the same seat may be in use in another tab of the same person.
    if (pass !== undefined && (phase.view === 'meeting' || phase.view === 'waiting'))
      this.#parts.server.leave(pass)
  }

  #arrive(answer: EnterAnswer): void {
    const { phase } = this.#store.get()
    switch (answer.state) {
      case 'joined':
        this.#next({ view: 'lobby', entry: answer, admitted: phase.view === 'lobby', busy: false })
        break
      case 'waiting': {
        const lobby: LobbyPhase = { view: 'lobby', entry: answer, admitted: false, busy: false }
        this.#next(phase.view === 'waiting' ? { view: 'waiting', entry: answer } : lobby)
        this.#pollWaiting(answer)
        break
      }
      case 'redirect': {
        const url = webUrl(answer.url)
        if (url === undefined) this.#finish('not-genuine', undefined)
        else this.#parts.go(url)
        break
      }
      case 'refused':
        this.#refused(answer)
    }
  }

  #refused({ reason, retryAfterMs, logoutUrl }: RefusedAnswer): void {
    const triesAgain = retryAfterMs !== undefined && passing.has(reason)
    this.#finish(reason, webUrl(logoutUrl), triesAgain)
    if (triesAgain) this.#callOff = this.#parts.timers.after(retryAfterMs, () => void this.#retry())
  }

  /** Asks again behind the end page, which stays until there is something else to say. */
  async #retry(): Promise<void> {
    const turn = this.#turn
    const answer = await this.#enter()
    if (turn === this.#turn) this.#arrive(answer)
  }

  #pollWaiting(entry: WaitingAnswer): void {
    const turn = this.#turn
    const ask = async (): Promise<void> => {
      const answer = await this.#resume()
      if (turn !== this.#turn) return
      if (answer.state === 'refused' && passing.has(answer.reason)) wait(answer.retryAfterMs ?? POLL_MS)
      else if (answer.state === 'waiting') wait(answer.pollMs)
      else if (answer.state === 'joined' && this.#store.get().phase.view === 'waiting') this.#begin(answer)
      else this.#arrive(answer)
    }
    const wait = (ms: number): void => {
      this.#callOff = this.#parts.timers.after(ms, () => void ask())
    }
    wait(entry.pollMs)
  }

  #begin(entry: JoinedAnswer, choices: Choices = this.#parts.choices()): void {
    const { memory, start } = this.#parts
    memory.set({ ...memory.get(), inside: choices })
    const turn = ++this.#turn
    this.#callOff()
    const call = start(entry, choices, (ending) => {
      if (turn !== this.#turn) return
      this.#finish(ending, webUrl(entry.meeting.logoutUrl))
      if (ending === 'ended' || ending === 'removed') memory.set({ ...memory.get(), over: ending })
    })
    this.#show({ view: 'meeting', entry, call })
  }

  async #enter(): Promise<EnterAnswer> {
    const { server, memory } = this.#parts
    const { token, pass, inside } = memory.get()
    if (pass !== undefined) {
      const answer = await this.#resume()
      if (token === undefined || answer.state !== 'refused') return answer
      // A pass outlives its link, but not the meeting's secret; the link itself may still be good.
      const stale = answer.reason === 'expired' || answer.reason === 'not-genuine'
      // The same link may lead into the next meeting, but nobody who was in this one is taken there by a reload.
      const next = answer.reason === 'ended' && inside === undefined
      if (!stale && !next) return answer
    }
    if (token === undefined) return { state: 'refused', reason: 'not-genuine' }
    return this.#keep(await server.redeem(token))
  }

  async #resume(): Promise<EnterAnswer> {
    const { pass } = this.#parts.memory.get()
    return pass === undefined ? this.#enter() : this.#keep(await this.#parts.server.resume(pass))
  }

  #keep(answer: EnterAnswer): EnterAnswer {
    const { memory } = this.#parts
    if (answer.state === 'joined' || answer.state === 'waiting')
      memory.set({ ...memory.get(), pass: answer.pass })
    return answer
  }

  #finish(ending: Ending, logoutUrl: string | undefined, triesAgain = false): void {
    const { memory } = this.#parts
    const { token, pass } = memory.get()
    memory.set({
      ...(token === undefined ? {} : { token }),
      ...(pass === undefined || !canTryAgain(ending) ? {} : { pass }),
    })
    this.#next({ view: 'finished', ending, triesAgain, ...(logoutUrl === undefined ? {} : { logoutUrl }) })
  }

  /** Shows a phase in which nothing of the former is still going on. */
  #next(phase: Phase<C>): number {
    this.#callOff()
    this.#callOff = () => {}
    this.#show(phase)
    return ++this.#turn
  }

  #show(phase: Phase<C>): void {
    this.#store.set({ phase })
  }
}
