import { Announcer } from './events/announcer.js'
import { Callbacks } from './events/callbacks.js'
import { HookOutbox } from './events/hook-outbox.js'
import { Sender } from './events/sender.js'
import { Watch } from './events/watch.js'
import { HookStore } from './hooks/hook-store.js'
import type { Meeting } from './meeting.js'
import { MeetingStore } from './meeting-store.js'
import type { BbbSimulatorSettings } from './options.js'
import { recordingOf } from './recordings/recording-of-meeting.js'
import { RecordingProgress } from './recordings/recording-progress.js'
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
  readonly sender: Sender
  readonly announcer: Announcer
  readonly watch: Watch
  readonly #outbox: HookOutbox
  readonly #callbacks: Callbacks
  readonly #progress: RecordingProgress
  secret: string
  skewMs: number
  /** `http://127.0.0.1:port`; known only once the server listens. */
  origin = ''

  constructor(settings: BbbSimulatorSettings) {
    const { clock, endDelayMs, release } = settings
    this.settings = settings
    this.recordings = new RecordingStore()
    this.tracks = new TextTrackStore(settings.trackProcessingMs)
    this.hooks = new HookStore(release < 3.0 ? 'number' : 'uuid', settings.permanentHooks)
    this.sender = new Sender(clock)
    this.watch = new Watch(
      clock,
      () => this.#dueAt(),
      () => this.settle(),
    )
    this.#outbox = new HookOutbox(this, this.sender, () => this.watch.arm())
    this.#callbacks = new Callbacks(this, this.sender)
    this.announcer = new Announcer({
      release,
      now: () => clock.now(),
      outbox: this.#outbox,
      callbacks: this.#callbacks,
    })
    this.#progress = new RecordingProgress(this.announcer)
    this.meetings = new MeetingStore(clock, endDelayMs, {
      happened: (meeting, happening) => this.announcer.happened(meeting, happening),
      gone: (meeting, endedAt) => this.#gone(meeting, endedAt),
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
    this.settle()
    return this.recordings
  }

  /** Does what is due by now: meetings go, recordings are ready, and whoever wants to hear is told. */
  settle(): void {
    this.meetings.all()
    this.#progress.settle(this.meetings.now())
  }

  /** Nothing is delivered any more, and no timer is left. */
  close(): void {
    this.watch.close()
    this.sender.close()
  }

  reset(): void {
    this.sender.clear()
    this.#outbox.reset()
    this.#progress.reset()
    this.meetings.reset()
    this.recordings.reset()
    this.tracks.reset()
    this.hooks.reset()
    this.watch.arm()
  }

  #gone(meeting: Meeting, endedAt: number): void {
    this.announcer.gone(meeting, endedAt)
    if (!meeting.recorded) return
    const { recordingProcessingMs, recordingFormats: formats } = this.settings
    const readyAt = endedAt + recordingProcessingMs
    const recording = recordingOf(meeting, this.origin, { endedAt, readyAt, formats })
    this.recordings.add(recording)
    this.#progress.begin(recording, meeting.callbacks?.recordingReady)
  }

  /** Undefined: nobody wants to hear of anything that is to come. */
  #dueAt(): number | undefined {
    const everything = this.#outbox.isHeard
    if (!everything && !this.#callbacks.areOn) return undefined
    const at = Math.min(this.meetings.dueAt(everything), this.#progress.dueAt(everything))
    return Number.isFinite(at) ? at : undefined
  }
}
