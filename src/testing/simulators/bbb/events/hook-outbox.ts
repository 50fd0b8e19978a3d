import type { HookStore, SimulatedBbbHook } from '../hooks/hook-store.js'
import type { BbbSimulatorSettings } from '../options.js'
import type { BbbEvent } from './bbb-event.js'
import { hookMessage } from './hook-message.js'
import { rawMessageOf } from './raw-message.js'
import type { Sender } from './sender.js'

/** What the deliveries take from the server, as it is at the time of each attempt. */
export interface OutboxServer {
  readonly settings: BbbSimulatorSettings
  readonly hooks: HookStore
  readonly secret: string
  readonly origin: string
}

/** Waits between the attempts of one delivery; after the last a hook is dropped. Fact sheet section 5.3. */
const retriesAfterMs = [
  100, 500, 1000, 2000, 4000, 8000, 10_000, 30_000, 60_000, 60_000, 60_000, 60_000,
] as const
const permanentRetryMs = 60_000

interface HookEvent {
  readonly eventID: string
  readonly meetingID: string
  readonly text: string
}

/** Delivers events to the hooks that want them, until they are taken or the hook is given up. */
export class HookOutbox {
  readonly #server: OutboxServer
  readonly #sender: Sender
  readonly #onDropped: () => void
  /** What each hook has not taken yet, oldest first; the first one is being delivered. */
  #queues = new Map<string, HookEvent[]>()

  constructor(server: OutboxServer, sender: Sender, onDropped: () => void) {
    this.#server = server
    this.#sender = sender
    this.#onDropped = onDropped
  }

  /** Whether anybody hears of anything. */
  get isHeard(): boolean {
    const { settings, hooks } = this.#server
    return settings.deliverHooks && settings.webhooks && hooks.all().length > 0
  }

  isHeardOf(meetingID: string): boolean {
    return this.isHeard && this.#server.hooks.hearing(meetingID).length > 0
  }

  publish(event: BbbEvent, meetingID: string): void {
    for (const hook of this.isHeard ? this.#server.hooks.hearing(meetingID) : []) {
      const message = messageFor(hook, event, this.#server.settings.release)
      if (message !== undefined) this.#enqueue(hook, { ...message, meetingID })
    }
  }

  reset(): void {
    this.#queues = new Map()
  }

  #enqueue(hook: SimulatedBbbHook, event: HookEvent): void {
    if (this.#server.settings.hookOrder === 'none') {
      this.#deliver(hook, event)
      return
    }
    const queue = this.#queues.get(hook.hookID) ?? []
    this.#queues.set(hook.hookID, queue)
    queue.push(event)
    if (queue.length === 1) this.#deliverFirst(hook, queue)
  }

  #deliverFirst(hook: SimulatedBbbHook, queue: HookEvent[]): void {
    const [first] = queue
    if (first === undefined) return
    this.#deliver(hook, first, () => {
      queue.shift()
      this.#deliverFirst(hook, queue)
    })
  }

  /** The time in the message is that of the first attempt, in every one. */
  #deliver(hook: SimulatedBbbHook, event: HookEvent, onTaken: () => void = () => undefined): void {
    const timestamp = this.#sender.now()
    const tryAgain = (attempt: number): void => {
      if (!this.#server.hooks.has(hook.hookID)) return
      const { url, message } = this.#render(hook, event, timestamp)
      const { eventID, meetingID } = event
      this.#sender.send(message, { kind: 'hook', url, eventID, meetingID }, attempt, ({ delivered }) => {
        const wait = retriesAfterMs[attempt - 1] ?? (hook.permanent ? permanentRetryMs : undefined)
        if (delivered) onTaken()
        else if (wait === undefined) this.#drop(hook)
        else this.#sender.after(wait, () => tryAgain(attempt + 1))
      })
    }
    tryAgain(1)
  }

  #render(hook: SimulatedBbbHook, { text }: HookEvent, timestamp: number) {
    const { settings, secret, origin } = this.#server
    const url = hook.callbackURL
    const message = hookMessage({
      url,
      secret,
      events: [text],
      timestamp,
      domain: new URL(origin).host,
      signature: settings.hookSignature,
      digest: settings.hookDigest,
      layout: settings.release < 3.0 ? 'v2' : 'v3',
    })
    return { url, message }
  }

  #drop({ hookID }: SimulatedBbbHook): void {
    this.#server.hooks.remove(hookID)
    this.#queues.delete(hookID)
    this.#onDropped()
  }
}

/**
 * What a hook gets of an event, if it wants it. A raw hook gets the server's inner message: nothing up to 2.7, where that
 * is reported not to work, and nothing if it has a list of events, none of which a raw message is.
 */
function messageFor(
  { eventID, rawData }: SimulatedBbbHook,
  event: BbbEvent,
  release: number,
): Pick<HookEvent, 'eventID' | 'text'> | undefined {
  const { id } = event.data
  if (eventID !== undefined) {
    const wanted = eventID.split(',').map((name) => name.trim())
    if (rawData || !wanted.includes(id.toLowerCase())) return undefined
  }
  if (!rawData) return { eventID: id, text: JSON.stringify(event) }
  if (release < 3.0) return undefined
  const raw = rawMessageOf(event)
  return raw && { eventID: raw.name, text: raw.text }
}
