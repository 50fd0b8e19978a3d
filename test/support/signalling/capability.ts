import type { SimulatedChimeCapability } from '../../../src/testing/simulators/chime/capabilities.js'

export function sends(capability: SimulatedChimeCapability): boolean {
  return capability === 'SendReceive' || capability === 'Send'
}

export function receives(capability: SimulatedChimeCapability): boolean {
  return capability === 'SendReceive' || capability === 'Receive'
}
