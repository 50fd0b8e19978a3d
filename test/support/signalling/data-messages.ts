import type protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { Connection } from './connection.js'

type Payload = protocol.ISdkDataMessagePayload

const longestLifetimeMs = 300_000
const storedAtMost = 1024
const perSecond = 100
const burst = 200

/**
 * Data messages: to everybody but the sender, those with a lifetime also to who comes within it. What is sent too fast comes
 * back to the sender without a time, by which the client knows that it was throttled (fact sheet, section 2.6).
 */
export class DataMessages {
  readonly #clock: Clock
  readonly #kept: { readonly payload: Payload; readonly until: number }[] = []
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Stamps a message with its sender and time; undefined where the sender has to slow down. */
  accept(from: Connection, sent: Payload): Payload | undefined {
    if (!this.#take(from.attendeeId)) return undefined
    const now = this.#clock.now()
    const { topic = '', data = new Uint8Array() } = sent
    const lifetimeMs = Math.min(sent.lifetimeMs ?? 0, longestLifetimeMs)
    const payload: Payload = {
      topic,
      data,
      lifetimeMs,
      senderAttendeeId: from.attendeeId,
      senderExternalUserId: from.attendee.externalUserId,
      ingestTimeNs: now * 1_000_000,
    }
    if (lifetimeMs > 0) this.#kept.push({ payload, until: now + lifetimeMs })
    if (this.#kept.length > storedAtMost) this.#kept.shift()
    return payload
  }

  /** A message as it comes back to a sender who was too fast. */
  throttled(from: Connection, sent: Payload): Payload {
    const { attendee, attendeeId: senderAttendeeId } = from
    return { ...sent, senderAttendeeId, senderExternalUserId: attendee.externalUserId, ingestTimeNs: 0 }
  }

  /** What is still kept for somebody who connects now. */
  waitingFor(connection: Connection): Payload[] {
    const now = this.#clock.now()
    return this.#kept
      .filter(({ payload, until }) => until > now && payload.senderAttendeeId !== connection.attendeeId)
      .map(({ payload }) => payload)
  }

  #take(attendeeId: string): boolean {
    const now = this.#clock.now()
    const bucket = this.#buckets.get(attendeeId) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
    this.#buckets.set(attendeeId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1
  }
}
