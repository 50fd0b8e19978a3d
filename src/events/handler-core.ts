import type { MeetingsOptions } from '../meetings-options.js'
import { Presence } from '../presence/presence.js'
import { checkRequest } from '../requests/check-request.js'
import type { MeetingEvent } from '../spec/event.js'
import { Deliveries } from './deliveries.js'
import type { EventRegistration, TrustedReceipt } from './event-handler.js'
import { EventStream } from './event-stream.js'
import { EventWorker } from './event-worker.js'
import { InProcessEvents } from './in-process-events.js'
import { InstanceOwners } from './instance-owners.js'
import { Intake } from './intake.js'
import { type EventTaker, Listeners } from './listeners.js'
import { MeetingStarts } from './meeting-starts.js'
import type { ResolvedHandlerOptions } from './options.js'
import { ParkedEvents } from './parked-events.js'
import { errorOf, kindOf, problemTeller, type TellProblem } from './problems.js'
import { Redelivery } from './redelivery.js'
import { registerOptionsSchema } from './register-options.js'
import { Registrations } from './registrations.js'
import { RequestReceiver } from './request-receiver.js'
import { type NamedInstance, receiveTrusted } from './trusted.js'

/** What an event handler is made of, put together. */
export class HandlerCore {
  readonly #meetings: MeetingsOptions
  readonly #options: ResolvedHandlerOptions
  readonly #tell: TellProblem
  readonly #listeners: Listeners
  readonly #parked: ParkedEvents
  readonly #intake: Intake
  readonly #receiver: RequestReceiver
  readonly #inProcess: InProcessEvents
  readonly #redelivery: Redelivery
  readonly #registrations: Registrations
  readonly #streams = new Set<EventStream>()
  readonly #ready: Promise<void>
  #closing: Promise<void> | undefined

  constructor(meetings: MeetingsOptions, options: ResolvedHandlerOptions) {
    const { store, clock, providers } = meetings
    const tell = problemTeller(options.onProblem)
    const deliveries = new Deliveries(store, clock, 'event:')
    this.#meetings = meetings
    this.#options = options
    this.#tell = tell
    this.#listeners = new Listeners(clock, options.listenerTimeoutMs, tell)
    this.#parked = new ParkedEvents(store)
    const worker = new EventWorker({
      meetings,
      options,
      deliveries,
      starts: new MeetingStarts(deliveries, clock),
      parked: this.#parked,
      listeners: this.#listeners,
      presence: options.presence ? new Presence(store, clock) : undefined,
      tell,
    })
    const intake = new Intake(meetings, worker, tell)
    this.#intake = intake
    this.#inProcess = new InProcessEvents(providers, intake, tell)
    this.#receiver = new RequestReceiver({ meetings, options, intake, tell, seen: this.#seen })
    const claims = new Deliveries(store, clock, 'redeliver:')
    this.#redelivery = new Redelivery({ parked: this.#parked, claims, worker, tell })
    this.#registrations = new Registrations({
      meetings,
      renewMs: options.renewMs,
      owners: new InstanceOwners(store, 3 * options.renewMs),
      seen: this.#seen,
      tell,
      onTick: () => this.#onTick(),
    })
    this.#ready = this.#inProcess.start()
  }

  answer(request: Request): Promise<Response> {
    return this.#receiver.answer(request)
  }

  async receiveTrusted(message: unknown, from: NamedInstance): Promise<TrustedReceipt> {
    const parts = { providers: this.#meetings.providers, intake: this.#intake, seen: this.#seen }
    return receiveTrusted(parts, message, from)
  }

  listen(taker: EventTaker): () => void {
    return this.#listeners.add(taker)
  }

  stream(): EventStream {
    let leave = (): void => undefined
    const stream = new EventStream(() => {
      leave()
      this.#streams.delete(stream)
    })
    if (this.#closing !== undefined) stream.end()
    else {
      leave = this.#listeners.add(stream)
      this.#streams.add(stream)
    }
    return stream
  }

  async register(
    options: { readonly tenants?: readonly string[] } = {},
  ): Promise<readonly EventRegistration[]> {
    checkRequest(registerOptionsSchema, options)
    this.#intake.refuseIfClosed()
    await this.#ready
    return this.#registrations.register(options.tenants ?? [])
  }

  async *parked(): AsyncGenerator<MeetingEvent, void> {
    yield* this.#parked.events()
  }

  async redeliver(): Promise<number> {
    this.#intake.refuseIfClosed()
    return this.#intake.track(this.#redelivery.run())
  }

  close({ keepRegistrations = false }: { readonly keepRegistrations?: boolean } = {}): Promise<void> {
    this.#closing ??= this.#close(keepRegistrations)
    return this.#closing
  }

  async #close(keep: boolean): Promise<void> {
    this.#inProcess.close()
    this.#registrations.stop()
    const drained = this.#intake.close(this.#options.listenerTimeoutMs)
    for (const stream of this.#streams) stream.end()
    await drained
    await this.#registrations.close(keep)
  }

  readonly #seen: InProcessEvents['seen'] = (provider, of) => this.#inProcess.seen(provider, of)

  #onTick(): void {
    this.redeliver().catch((thrown: unknown) => {
      const error = errorOf(thrown)
      this.#tell({ kind: kindOf(error), error })
    })
  }
}
