import { randomUUID } from 'node:crypto'

/** A registered callback. */
export interface SimulatedBbbHook {
  readonly hookID: string
  readonly callbackURL: string
  /** The ID that the caller gives the meeting, which need not exist; absent: every meeting. */
  readonly meetingID?: string
  /** As registered, lower-cased, separated by commas; absent: every event. */
  readonly eventID?: string
  readonly permanent: boolean
  readonly rawData: boolean
}

/** The hooks of a server: they outlive their meetings, and one URL is registered once. */
export class HookStore {
  readonly #ids: 'number' | 'uuid'
  readonly #permanentUrls: readonly string[]
  #hooks: SimulatedBbbHook[] = []
  #lastNumber = 0

  constructor(ids: 'number' | 'uuid', permanentUrls: readonly string[]) {
    this.#ids = ids
    this.#permanentUrls = permanentUrls
    this.reset()
  }

  all(): readonly SimulatedBbbHook[] {
    return this.#hooks
  }

  /** The hooks that hear of a meeting: its own, and those of every meeting. */
  hearing(meetingID: string): readonly SimulatedBbbHook[] {
    return this.#hooks.filter((hook) => hook.meetingID === undefined || hook.meetingID === meetingID)
  }

  has(hookID: string): boolean {
    return this.#hooks.some((hook) => hook.hookID === hookID)
  }

  findByUrl(callbackURL: string): SimulatedBbbHook | undefined {
    return this.#hooks.find((hook) => hook.callbackURL === callbackURL)
  }

  add(hook: Omit<SimulatedBbbHook, 'hookID'>): SimulatedBbbHook {
    this.#lastNumber += 1
    const added = { ...hook, hookID: this.#ids === 'number' ? String(this.#lastNumber) : randomUUID() }
    this.#hooks.push(added)
    return added
  }

  /** False when there is none, or a permanent one, which no call can remove. */
  remove(hookID: string): boolean {
    const before = this.#hooks.length
    this.#hooks = this.#hooks.filter((hook) => hook.hookID !== hookID || hook.permanent)
    return this.#hooks.length < before
  }

  reset(): void {
    this.#hooks = []
    for (const callbackURL of this.#permanentUrls) this.add({ callbackURL, permanent: true, rawData: false })
  }
}
