import { onTestFinished } from 'vitest'
import { createChimeProvider } from '../../../../providers/chime/chime-provider.js'
import { type ChimeConfig, parseChimeConfig } from '../../../../providers/chime/config.js'
import type { HttpTransport } from '../../../../src/http/http-transport.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import { type Clock, systemClock } from '../../../../src/ports/clock.js'
import type { Store } from '../../../../src/ports/store.js'
import type { MeetingProvider } from '../../../../src/spec/provider.js'
import type { EventDelivery, ProviderEvent, ProviderEvents } from '../../../../src/spec/provider-events.js'
import { calling } from '../setup.js'

export const account = '111122223333'
const region = 'us-east-1'
export const topicArn: string = `arn:aws:sns:${region}:${account}:chime-events`
export const meetingId = '0a1b2c3d-1111-2222-3333-444455556666'
export const attendeeId = '9f8e7d6c-aaaa-bbbb-cccc-ddddeeeeffff'

/** A transport that answers nobody. */
export const noTransport: HttpTransport = {
  send: () => Promise.reject(new Error('nothing may be fetched')),
  close: async () => undefined,
}

export interface EventSetup {
  readonly config?: Partial<ChimeConfig>
  readonly clock?: Clock
  readonly store?: Store
  readonly transport?: HttpTransport
}

/** A provider that has no Chime to talk to. */
function eventProvider({ config, clock = systemClock, store, transport }: EventSetup = {}): MeetingProvider {
  const client = { send: () => Promise.reject(new Error('nothing may be asked of Chime')) }
  const parsed = parseChimeConfig({ type: 'chime', region, client, ...config })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const provider = createChimeProvider(parsed.value, {
    name: 'chime-test',
    clock,
    transport: transport ?? noTransport,
    store: store ?? memoryStore(clock),
  })
  onTestFinished(() => provider.close())
  return provider
}

/** Its events. */
export function chimeEvents(setup?: EventSetup): ProviderEvents {
  return eventsOf(eventProvider(setup))
}

export function eventsOf({ events }: MeetingProvider): ProviderEvents {
  if (events === undefined) throw new Error('the provider tells no events')
  return events
}

/** The body that a queue gets (fact sheet, section 4.4). A type without its `chime:`. */
export function message(type: string, detail: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    version: '0',
    source: 'aws.chime',
    account,
    region,
    'detail-type': 'Chime Meeting State Change',
    time: '2026-11-20T10:15:30.123Z',
    detail: {
      version: '0',
      eventType: `chime:${type}`,
      timestamp: 1_795_169_730_123,
      meetingId,
      externalMeetingId: 'class-42',
      mediaRegion: 'eu-central-1',
      ...detail,
    },
  }
}

/** The same about a person, and as EventBridge carries it. */
export function personal(type: string, detail: Record<string, unknown> = {}): Record<string, unknown> {
  return message(type, { attendeeId, externalUserId: 'ada', networkType: 'Voip', ...detail })
}

export function envelope(type: string, detail: Record<string, unknown> = {}): Record<string, unknown> {
  const id = '5ee0c0de-0000-4000-8000-00000000abcd'
  return { ...message(type, detail), id, resources: [], time: '2026-11-20T10:15:30Z' }
}

export interface DeliveryParts {
  readonly way: string
  readonly body: string | Uint8Array
  readonly headers?: Record<string, string>
}

export function delivery({ way, body, headers = {} }: DeliveryParts): EventDelivery {
  return {
    url: `https://app.example.com/events/${way}/token`,
    claims: { provider: 'chime-test', way },
    method: 'POST',
    query: new URLSearchParams(),
    headers: new Headers(headers),
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  }
}

/** The events in a message that somebody vouches for. */
export async function trusted(events: ProviderEvents, given: unknown): Promise<readonly ProviderEvent[]> {
  return (await events.readTrusted?.(given, calling()))?.events ?? []
}

/** The one event in it. */
export async function trustedOne(events: ProviderEvents, given: unknown): Promise<ProviderEvent> {
  const [event, ...more] = await trusted(events, given)
  if (event === undefined || more.length > 0) throw new Error('expected one event')
  return event
}
