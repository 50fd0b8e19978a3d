import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingProvider, ProviderMeeting } from '../../src/spec/provider.js'
import type {
  EventDelivery,
  ProviderDelivery,
  ProviderEvent,
  ProviderEvents,
} from '../../src/spec/provider-events.js'

/** A message of the invented vendor: plain JSON, a list of these. */
export interface Message {
  readonly id: string
  readonly type: ProviderEvent['type']
  readonly at: number
  readonly key?: string
  readonly session?: string
  readonly who?: string
  readonly recordingId?: string
  readonly data?: Readonly<Record<string, unknown>>
}

export const SIGNATURE = 'signed-with-the-secret-of-the-vendor'

/**
 * An invented vendor. It signs its deliveries by a header, names sessions by one word, and does whatever else is put into its
 * members.
 */
export class Scripted {
  readonly name: string
  readonly deliveries: EventDelivery[] = []
  readonly log: string[] = []
  readonly listeners: Set<(event: ProviderEvent) => void> = new Set()
  /** Called before each delivery is read. */
  before: () => void | Promise<void> = () => undefined
  observe: ProviderEvents['observe']
  register: ProviderEvents['register']
  hasTrusted = true
  sessions = 0

  constructor(name = 'x') {
    this.name = name
  }

  get provider(): MeetingProvider {
    return {
      specificationVersion: 1,
      name: this.name,
      type: 'scripted',
      capabilities: {
        create: { support: 'native' },
        end: { support: 'native' },
        'events.participant.joined': { support: 'native' },
      },
      createMeeting: async () => {
        this.sessions += 1
        return { disposition: 'created', vendor: { session: `s${this.sessions}` }, warnings: [] }
      },
      join: async () => unsupported(),
      end: async () => ({ outcome: 'ended', warnings: [] }),
      info: async () => unsupported(),
      check: async () => ({ ok: true, reachable: true }),
      close: async () => void this.log.push('close'),
      events: eventsOf(this),
    }
  }

  /** Tells something in this process. */
  emit(message: Message): void {
    for (const listener of this.listeners) listener(eventOf(message))
  }
}

function eventsOf(self: Scripted): ProviderEvents {
  return {
    ways: { hook: 'POST', end: 'GET' },
    sessionOf: (vendor) => vendor['session'],
    async receive(delivery): Promise<ProviderDelivery> {
      self.deliveries.push(delivery)
      await self.before()
      if (delivery.claims.way === 'end') return { events: [endOf(delivery)] }
      if (delivery.headers.get('x-signature') !== SIGNATURE)
        throw new MeetingError({ code: 'forbidden', message: 'wrongly signed' })
      return { events: read(JSON.parse(Buffer.from(delivery.body).toString())) }
    },
    get readTrusted() {
      return self.hasTrusted ? async (message: unknown) => ({ events: read(message) }) : undefined
    },
    subscribe(listener) {
      self.listeners.add(listener)
      return () => {
        self.listeners.delete(listener)
      }
    },
    get observe() {
      return self.observe
    },
    get register() {
      return self.register
    },
    async unregister() {
      self.log.push('unregister')
    },
  } as ProviderEvents
}

/** Registers, and writes down the ids of the meetings that it was told of. */
export function registering(scripted: Scripted): NonNullable<ProviderEvents['register']> {
  return async (meetings: () => AsyncIterable<ProviderMeeting>, _options: ProviderCallOptions) => {
    const ids: string[] = []
    for await (const { key } of meetings()) ids.push(key)
    scripted.log.push(`register ${ids.sort().join(',')}`)
    return { state: 'registered', detail: `hook of ${scripted.name}` }
  }
}

function eventOf(message: Message): ProviderEvent {
  const { id, type, at, key, session, who, recordingId, data } = message
  return {
    id,
    type,
    at: new Date(at),
    vendorType: `vendor-${type}`,
    providerData: { raw: id, ...data },
    ...(key !== undefined && { meeting: { key, vendor: session === undefined ? {} : { session } } }),
    ...(recordingId !== undefined && { recordingId }),
    ...(who !== undefined &&
      /^(participant|chat)/.test(type) && { participant: { id: who, connectionId: `${who}-1` } }),
    ...(type === 'participant.updated' && { changes: { camera: true } }),
  } as ProviderEvent
}

function read(message: unknown): readonly ProviderEvent[] {
  if (!Array.isArray(message))
    throw new MeetingError({ code: 'invalid-request', message: 'none of the vendor’s messages' })
  return (message as readonly Message[]).map(eventOf)
}

/** An unsigned callback, which names no session. */
function endOf({ claims, query }: EventDelivery): ProviderEvent {
  const at = new Date(Number(query.get('at')))
  return {
    id: `end of ${query.get('key')} ${claims.meeting?.incarnation}`,
    type: 'meeting.ended',
    at,
    recorded: query.get('recorded') === 'true',
    vendorType: 'end-callback',
    providerData: {},
    meeting: { key: query.get('key') ?? '', vendor: {} },
  }
}

function unsupported(): never {
  throw new MeetingError({ code: 'unsupported', message: 'not scripted' })
}
