import { systemClock } from '../../../../ports/clock.js'
import { defaultAccount } from '../account.js'
import { EventBusSimulator } from './event-bus-simulator.js'
import type { EventBusSimulatorOptions } from './options.js'

/** Starts a simulated event bus without targets. It listens nowhere. */
export async function startEventBusSimulator(
  options: EventBusSimulatorOptions = {},
): Promise<EventBusSimulator> {
  const { clock = systemClock, account = defaultAccount } = options
  return new EventBusSimulator(clock, account)
}
