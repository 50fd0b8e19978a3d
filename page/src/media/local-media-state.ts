import type { MediaProblem } from './media-problem.js'

export interface Device {
  readonly id: string
  /** Empty until the browser may tell it. */
  readonly label: string
}

interface DeviceLists {
  readonly cameras: readonly Device[]
  readonly microphones: readonly Device[]
  /** Empty where the browser cannot choose one. */
  readonly speakers: readonly Device[]
}

/** By their ids; empty: the system's default. */
export interface ChosenDevices {
  readonly camera: string
  readonly microphone: string
  readonly speaker: string
}

/** What this person sends, or would send. */
export interface LocalMediaState {
  readonly devices: DeviceLists
  /** The devices in use, or chosen for the next start. */
  readonly chosen: ChosenDevices
  readonly camera: 'off' | 'starting' | 'on'
  readonly cameraProblem: MediaProblem | undefined
  /** `off`: silence is sent instead. Muting is another thing: the microphone stays on. */
  readonly microphone: 'off' | 'starting' | 'on'
  readonly microphoneProblem: MediaProblem | undefined
  /** Grows when another microphone is in use. */
  readonly microphoneTurn: number
  readonly muted: boolean
}

export const initialMedia: LocalMediaState = {
  devices: { cameras: [], microphones: [], speakers: [] },
  chosen: { camera: '', microphone: '', speaker: '' },
  camera: 'off',
  cameraProblem: undefined,
  microphone: 'off',
  microphoneProblem: undefined,
  microphoneTurn: 0,
  muted: false,
}
