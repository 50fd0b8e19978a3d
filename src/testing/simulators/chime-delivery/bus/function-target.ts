import { type Clock, systemClock } from '../../../../ports/clock.js'
import { defaultAccount } from '../account.js'
import { type ChimeEventSource, type DeliverableChimeEvent, targetsOf } from '../chime-events.js'
import { Deliveries, newLine } from '../deliveries.js'
import type { DeliveryAttempt } from '../delivery-attempt.js'
import { EventGate, type ReleaseOrder } from '../event-gate.js'
import { notificationOf } from '../rendered-event.js'
import { callFunction, type SimulatedFunction, waitAfterFailure } from './simulated-function.js'

/** A function that events are handed to without a bus: the one of a meeting's `LambdaFunctionArn`. */
export interface FunctionTarget {
  /** Every call so far, in the order in which they ended. */
  readonly attempts: readonly DeliveryAttempt[]
  /** The function is called twice with each of the next `times` (default 1) events. */
  duplicateNext(times?: number): void
  /** Keeps what comes from now on until `release`. */
  hold(): void
  /** Hands over what was held, by default the other way round, and holds no more. */
  release(order?: ReleaseOrder): void
  /** Resolves when no call is under way or waits to be made again. */
  idle(): Promise<void>
  /** Stops listening and calling. Safe to repeat. */
  close(): void
}

/**
 * Calls `fn` with every event that goes to the function of this ARN from now on, as Lambda does: one after another, again
 * after one and after another two minutes by the clock (default: the machine's) if it throws. The vendor documents no
 * sample of the payload; it is assumed to look like a queue's.
 */
export function functionTarget(
  source: ChimeEventSource,
  arn: string,
  fn: SimulatedFunction,
  options: { readonly clock?: Clock; readonly account?: string } = {},
): FunctionTarget {
  const { clock = systemClock, account = defaultAccount } = options
  const attempts: DeliveryAttempt[] = []
  const deliveries = new Deliveries(clock)
  const line = newLine()
  const gate = new EventGate((event: DeliverableChimeEvent) => {
    const text = JSON.stringify(notificationOf(event, account))
    deliveries.carry(line, async (nth) => {
      const outcome = await callFunction(fn, arn, text)
      attempts.push({ at: new Date(clock.now()), target: arn, id: event.id, nth, outcome })
      return outcome === 'threw' ? waitAfterFailure(nth) : undefined
    })
  })
  const disconnect = source.onEvent((event) => {
    if (targetsOf(event, 'lambda').includes(arn)) gate.put(event)
  })
  return {
    attempts,
    duplicateNext: (times = 1) => gate.duplicateNext(times),
    hold: () => gate.hold(),
    release: (order = 'reversed') => gate.release(order),
    idle: () => deliveries.idle(),
    close: () => {
      disconnect()
      deliveries.close()
    },
  }
}
