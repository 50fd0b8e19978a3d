import { jsonObject } from '../base/json-object.js'

/** A raised or lowered hand as it travels. */
interface HandMessage {
  readonly up: boolean
  /** How long it was up already when this was said, in milliseconds: no two clocks have to agree. */
  readonly sinceMs: number
}

/** `raisedAt` in milliseconds since the epoch by this device's clock, nothing for a hand that is down. */
export function encodeHand(raisedAt: number | undefined, now: number): string {
  return JSON.stringify(
    raisedAt === undefined ? { up: false } : { up: true, sinceMs: Math.max(0, now - raisedAt) },
  )
}

/** Reads what somebody sent; anything else than a hand is nothing. */
export function decodeHand(data: string): HandMessage | undefined {
  const { up, sinceMs } = jsonObject(data)
  if (typeof up !== 'boolean') return undefined
  return { up, sinceMs: typeof sinceMs === 'number' && sinceMs > 0 ? sinceMs : 0 }
}

/** Who has a hand up, and since when; said again, a hand keeps its place in the queue. */
export function handMoved(
  hands: ReadonlyMap<string, number>,
  seat: string,
  up: boolean,
  at: number,
): ReadonlyMap<string, number> {
  if (hands.has(seat) === up) return hands
  const next = new Map(hands)
  if (up) next.set(seat, at)
  else next.delete(seat)
  return next
}
