export { BbbSimulator, startBbbSimulator } from './bbb-simulator.js'
export type { SimulatedBbbDocument } from './documents/simulated-document.js'
export type { SimulatedBbbDelivery } from './events/sender.js'
export type { SimulatedBbbHook } from './hooks/hook-store.js'
export type { SimulatedBbbMessage } from './meeting.js'
export type { BbbSimulatorOptions } from './options.js'
export type {
  BbbRecordingState,
  SimulatedBbbFormat,
  SimulatedBbbPreviewImage,
  SimulatedBbbRecording,
} from './recordings/recording.js'
export type { BbbFormatInput, BbbRecordingInput } from './recordings/recording-input.js'
export type { SimulatedBbbTrack } from './recordings/text-track-store.js'
export type { BbbChecksumAlgorithm, BbbPagination, SimulatedBbbServer } from './servers.js'
export type { SimulatedBbbAttendee, SimulatedBbbMeeting } from './snapshot.js'
export type { BbbVisit } from './visit.js'
