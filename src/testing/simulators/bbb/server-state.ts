import { MeetingStore } from './meeting-store.js'
import type { BbbChecksumAlgorithm, BbbSimulatorSettings, SimulatedBbbServer } from './options.js'

/** What one simulated server knows. Each simulator has its own; nothing is kept in a module. */
export class ServerState {
  readonly server: SimulatedBbbServer
  readonly checksumAlgorithms: readonly BbbChecksumAlgorithm[]
  readonly meetings: MeetingStore
  secret: string
  /** `http://127.0.0.1:port`; known only once the server listens. */
  origin = ''

  constructor(settings: BbbSimulatorSettings) {
    this.server = settings.server
    this.checksumAlgorithms = settings.checksumAlgorithms
    this.meetings = new MeetingStore(settings.clock, settings.endDelayMs)
    this.secret = settings.secret
  }

  /** Where the server sends a browser that it turns away. */
  get logoutUrl(): string {
    return `${this.origin}/`
  }
}
