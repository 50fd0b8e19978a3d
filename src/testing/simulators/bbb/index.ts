export { BbbSimulator, startBbbSimulator } from './bbb-simulator.js'
export type { BbbChecksumAlgorithm, BbbSimulatorOptions, SimulatedBbbServer } from './options.js'
export type { SimulatedBbbAttendee, SimulatedBbbMeeting } from './snapshot.js'
export type { BbbVisit } from './visit.js'
