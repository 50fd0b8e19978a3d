export type {
  ContractEvents,
  ContractFault,
  ContractHarness,
  ContractVendor,
  ContractVerb,
  ParticipantRights,
} from './contract/harness.js'
export type { ContractNeed, ContractOptOuts } from './contract/opt-out.js'
export { type ContractOptions, type ContractRunner, meetingContract } from './contract/run-contract.js'
export * from './signers/bbb/index.js'
export * from './signers/chime/index.js'
export * from './simulators/bbb/index.js'
export * from './simulators/chime/index.js'
export * from './simulators/chime-delivery/index.js'
export * from './simulators/chime-media/index.js'
export type { FaultEffect, FaultScope, SimulatorFault } from './simulators/fault.js'
export type { SimulatorRequest } from './simulators/simulator-server.js'
export { TestClock } from './test-clock.js'
