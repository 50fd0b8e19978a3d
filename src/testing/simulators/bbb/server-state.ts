import { HookStore } from './hooks/hook-store.js'
import { MeetingStore } from './meeting-store.js'
import type { BbbSimulatorSettings } from './options.js'
import { recordingOf } from './recordings/recording-of-meeting.js'
import { RecordingStore } from './recordings/recording-store.js'
import { TextTrackStore } from './recordings/text-track-store.js'
import type { ServerTraits, SimulatedBbbServer } from './servers.js'

/** What one simulated server knows. Each simulator has its own; nothing is kept in a module. */
export class ServerState {
  readonly settings: BbbSimulatorSettings
  readonly meetings: MeetingStore
  readonly recordings: RecordingStore
  readonly tracks: TextTrackStore
  readonly hooks: HookStore
  secret: string
  skewMs: number
  /** `http://127.0.0.1:port`; known only once the server listens. */
  origin = ''

  constructor(settings: BbbSimulatorSettings) {
    const { clock, endDelayMs, recordingProcessingMs } = settings
    this.settings = settings
    this.recordings = new RecordingStore()
    this.tracks = new TextTrackStore(settings.trackProcessingMs)
    this.hooks = new HookStore(settings.release < 3.0 ? 'number' : 'uuid', settings.permanentHooks)
    this.meetings = new MeetingStore(clock, endDelayMs, (meeting, endedAt) => {
      if (!meeting.recorded) return
      this.recordings.add(
        recordingOf(meeting, this.origin, { endedAt, readyAt: endedAt + recordingProcessingMs }),
      )
    })
    this.secret = settings.secret
    this.skewMs = settings.skewMs
  }

  get server(): SimulatedBbbServer {
    return this.settings.server
  }

  get release(): number {
    return this.settings.release
  }

  get balancer(): ServerTraits['balancer'] {
    return this.settings.balancer
  }

  /** What stands before `/bigbluebutton/` in every path: b3scale gives each customer a path of their own. */
  get pathPrefix(): string {
    return this.balancer === 'b3scale' ? `/bbb/${this.settings.frontendKey}` : ''
  }

  /** Where the server sends a browser that it turns away. */
  get logoutUrl(): string {
    return `${this.origin}/`
  }

  /** Recordings of meetings that have just gone are there too, which is why meetings are looked at first. */
  get currentRecordings(): RecordingStore {
    this.meetings.all()
    return this.recordings
  }

  reset(): void {
    this.meetings.reset()
    this.recordings.reset()
    this.tracks.reset()
    this.hooks.reset()
  }
}
