import type { MeetingsConfig } from '../../src/config/meetings-config.js'
import { createMeetings } from '../../src/create-meetings.js'
import { MemoryDirectory } from '../../src/directory/memory-directory.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import { createEventHandler } from '../../src/events/create-event-handler.js'
import type { EventHandler, EventHandlerOptions, EventProblem } from '../../src/events/event-handler.js'
import type { Meetings } from '../../src/meetings.js'
import { partsOf } from '../../src/meetings-parts.js'
import { memoryStore } from '../../src/memory/memory-store.js'
import type { Store } from '../../src/ports/store.js'
import type { MeetingEvent } from '../../src/spec/event.js'
import type { EventUrlClaims } from '../../src/spec/provider-events.js'
import { TestClock } from '../../src/testing/test-clock.js'
import { type Message, Scripted, SIGNATURE } from './scripted-provider.js'

export const SECRET = 'a-secret-of-sixteen-or-more'
export const BASE = 'https://app.example.com/meeting-events'

/** One process: its own facade and event handler. */
export interface Machine {
  readonly meetings: Meetings
  readonly events: EventHandler
  readonly problems: EventProblem[]
  /** What a listener was given, in order; the listener is there from the beginning. */
  readonly heard: MeetingEvent[]
}

export interface World {
  readonly clock: TestClock
  readonly scripted: Scripted
  readonly store: UnsteadyStore
  /** One more process on the same store, directory and vendor. */
  machine(options?: EventHandlerOptions, config?: Partial<MeetingsConfig>): Machine
  /** Another one, of which nobody listens. */
  deaf(options?: EventHandlerOptions, config?: Partial<MeetingsConfig>): Machine
  message(id: string, more?: Partial<Message>): Message
}

export function world(): World {
  const clock = new TestClock()
  const scripted = new Scripted()
  const store = new UnsteadyStore(memoryStore(clock))
  const directory = new MemoryDirectory({ clock })
  const deaf: World['deaf'] = (options, config) => {
    const problems: EventProblem[] = []
    const meetings = createMeetings({
      providers: { x: scripted.provider },
      clock,
      store,
      directory,
      events: { url: BASE, secret: SECRET },
      ...config,
    })
    const events = createEventHandler(meetings, { onProblem: (told) => problems.push(told), ...options })
    return { meetings, events, problems, heard: [] }
  }
  return {
    clock,
    scripted,
    store,
    deaf,
    machine(options, config) {
      const machine = deaf(options, config)
      machine.events.onEvent((event) => void machine.heard.push(event))
      return machine
    },
    message: (id, more = {}) => ({ id, type: 'participant.updated', at: clock.now(), who: 'ann', ...more }),
  }
}

/** A store whose operations can be made to fail. */
class UnsteadyStore implements Store {
  /** Called before each operation; what it throws or waits for, the operation does. */
  before: (operation: keyof Store, key: string) => void | Promise<void> = () => undefined
  readonly inner: Store

  constructor(inner: Store) {
    this.inner = inner
  }

  async get(key: string): Promise<string | undefined> {
    await this.before('get', key)
    return this.inner.get(key)
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    await this.before('set', key)
    return this.inner.set(key, value, ttlMs)
  }

  async swap(key: string, from: string | undefined, to: string, ttlMs: number): Promise<boolean> {
    await this.before('swap', key)
    return this.inner.swap(key, from, to, ttlMs)
  }

  async *keys(prefix: string): AsyncIterable<string> {
    await this.before('keys', prefix)
    yield* this.inner.keys(prefix)
  }

  async delete(key: string): Promise<void> {
    await this.before('delete', key)
    return this.inner.delete(key)
  }
}

/** What a database client throws, with a password in it. */
export function connectionError(): Error {
  return new Error('connect ECONNREFUSED redis://:hunter2@10.0.0.1')
}

/** Every key of the events' part of the store that begins so. */
export async function keysOf({ store }: World, prefix = ''): Promise<readonly string[]> {
  const keys: string[] = []
  for await (const key of store.inner.keys(`@:${prefix}`)) keys.push(key.slice(2))
  return keys.sort()
}

/** The URL that the vendor was given. */
export function urlOf({ meetings }: Machine, claims: Partial<EventUrlClaims> = {}): string {
  return partsOf(meetings).callbacks?.url({ provider: 'x', way: 'hook', ...claims }) ?? ''
}

/** A signed delivery of some messages. */
export function delivery(
  machine: Machine,
  messages: readonly Message[] | string,
  { claims, headers }: { claims?: Partial<EventUrlClaims>; headers?: Record<string, string> } = {},
): Request {
  return new Request(urlOf(machine, claims), {
    method: 'POST',
    headers: { 'x-signature': SIGNATURE, ...headers },
    body: typeof messages === 'string' ? messages : JSON.stringify(messages),
  })
}

export async function deliver(
  machine: Machine,
  messages: readonly Message[] | string,
  more: { claims?: Partial<EventUrlClaims>; headers?: Record<string, string> } = {},
): Promise<number> {
  return (await machine.events(delivery(machine, messages, more))).status
}

/** The vendor's own ids, in the order in which they were heard. */
export function rawIds(events: readonly MeetingEvent[]): readonly unknown[] {
  return events.map(({ providerData, type }) =>
    type === 'meeting.started' ? `started by ${providerData['raw']}` : providerData['raw'],
  )
}

/** Lets promises take a few turns without moving the clock. */
export async function turns(count = 10): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Something that happens when it is told to. */
export function gate(): { readonly wait: () => Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { wait: () => opened, open }
}

/** The error of a call that fails. */
export async function rejection(promise: Promise<unknown>): Promise<MeetingError> {
  const outcome: unknown = await promise.then(
    (value) => new Error(`succeeded with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (!MeetingError.is(outcome)) throw outcome
  return outcome
}

/** Whether something still has to happen. */
export async function isOpen(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol('open')
  return (await Promise.race([promise, Promise.resolve(open)])) === open
}
