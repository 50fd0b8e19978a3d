import {
  type ChimeSimulator,
  type ChimeSimulatorOptions,
  startChimeSimulator,
} from '../../../src/testing/simulators/chime/index.js'
import type { SignallingServer } from './signalling-server.js'
import { type WireOptions, wireSignalling } from './wire-signalling.js'

/** A simulated Chime region into whose meetings the vendor's web client really gets. */
export interface LiveChime {
  readonly simulator: ChimeSimulator
  readonly signalling: SignallingServer
  /** Close the browser, which may play the media server, after this. Safe to repeat. */
  close(): Promise<void>
}

export interface LiveChimeOptions extends WireOptions {
  readonly simulator?: Omit<ChimeSimulatorOptions, 'signalingUrl'>
}

export async function startLiveChime(options: LiveChimeOptions): Promise<LiveChime> {
  const { simulator: simulatorOptions, ...wiring } = options
  let signalling: SignallingServer | undefined
  const signalingUrl = (meetingId: string): string => {
    if (signalling === undefined) throw new Error('The signalling server has not been started')
    return signalling.urlOf(meetingId)
  }
  const simulator = await startChimeSimulator({ ...simulatorOptions, signalingUrl })
  const wired = await wireSignalling(simulator, wiring)
  signalling = wired
  const close = async (): Promise<void> => {
    await wired.close()
    await simulator.close()
  }
  return { simulator, signalling: wired, close }
}
