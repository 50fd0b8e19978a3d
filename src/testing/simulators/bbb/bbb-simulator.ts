import type { SimulatorFault } from '../fault.js'
import { type SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import type { SimulatedBbbDocument } from './documents/simulated-document.js'
import type { SimulatedBbbDelivery } from './events/sender.js'
import { fillMeetings, fillRecordings } from './fill.js'
import type { SimulatedBbbHook } from './hooks/hook-store.js'
import type { SimulatedBbbMessage } from './meeting.js'
import { type BbbSimulatorOptions, bbbSimulatorSettings } from './options.js'
import { type SimulatedBbbRecording, snapshotOfRecording } from './recordings/recording.js'
import { type BbbRecordingInput, recordingFromInput } from './recordings/recording-input.js'
import type { SimulatedBbbTrack } from './recordings/text-track-store.js'
import { answerRequest, callName } from './router.js'
import { ServerState } from './server-state.js'
import type { SimulatedBbbServer } from './servers.js'
import { SimulatedPeople } from './simulated-people.js'
import { type SimulatedBbbMeeting, snapshotOf } from './snapshot.js'

/**
 * Starts a BigBlueButton server that is none: a real HTTP server on a free port of 127.0.0.1 that checks checksums,
 * validates, keeps and expires meetings and answers as a server of the chosen release does, its oddities included.
 * It has every call of the release that a program may make; any other path is a 404 page, or what the load balancer
 * says to it. It calls back, by real requests, the hooks that are registered and whom a `create` named, and fetches nothing
 * else. Close it when done.
 */
export async function startBbbSimulator(options: BbbSimulatorOptions = {}): Promise<BbbSimulator> {
  return BbbSimulator.start(options)
}

/** A running simulated BigBlueButton server. Several at once share nothing. */
export class BbbSimulator extends SimulatedPeople {
  readonly #state: ServerState
  readonly #http: SimulatorServer
  /** As an administrator would paste it: `http://127.0.0.1:port/bigbluebutton/`, on b3scale with its path before. */
  readonly url: string

  private constructor(state: ServerState, http: SimulatorServer) {
    super(state)
    this.#state = state
    this.#http = http
    this.url = `${http.origin}${state.pathPrefix}/bigbluebutton/`
  }

  /** The same as `startBbbSimulator`. */
  static async start(options: BbbSimulatorOptions = {}): Promise<BbbSimulator> {
    const settings = bbbSimulatorSettings(options)
    const state = new ServerState(settings)
    const http = await SimulatorServer.start({
      clock: settings.clock,
      nameCall: (_method, target) => callName(state, target),
      answer: (request) => {
        const answer = answerRequest(state, request)
        state.watch.arm()
        return answer
      },
    })
    state.origin = http.origin
    return new BbbSimulator(state, http)
  }

  /** The shared secret that is valid now. */
  get secret(): string {
    return this.#state.secret
  }

  get server(): SimulatedBbbServer {
    return this.#state.server
  }

  /** Everything that came in since the start or the last `reset`; the meeting client's page is call `html5client`. */
  get requests(): readonly SimulatorRequest[] {
    return this.#http.requests
  }

  callsTo(call: string): number {
    return this.#http.callsTo(call)
  }

  stage(fault: SimulatorFault): void {
    this.#http.stage(fault)
  }

  /** The meetings in memory, oldest first; ended ones until they disappear. */
  meetings(): readonly SimulatedBbbMeeting[] {
    const now = this.#state.meetings.now()
    return this.#state.meetings.all().map((meeting) => snapshotOf(meeting, now))
  }

  /** The meeting with this ID in memory: the live one, else the one that is disappearing. */
  meeting(meetingID: string): SimulatedBbbMeeting | undefined {
    const found = this.meetings().filter((meeting) => meeting.meetingID === meetingID)
    return found.find((meeting) => !meeting.ended) ?? found.at(-1)
  }

  /** The slides of a meeting, in the order in which they came. */
  documents(meetingID: string): readonly SimulatedBbbDocument[] {
    return this.#state.meetings.current(meetingID)?.documents ?? []
  }

  /** What `sendChatMessage` put into the public chat of a meeting. */
  messages(meetingID: string): readonly SimulatedBbbMessage[] {
    return [...(this.#state.meetings.current(meetingID)?.messages ?? [])]
  }

  /** The callbacks that are registered, in the order in which they were. */
  hooks(): readonly SimulatedBbbHook[] {
    return [...this.#state.hooks.all()]
  }

  /**
   * Every attempt to call a hook or a callback that is over, since the start or the last `reset`, in the order in which they
   * were over. What is under way is not among them: see `idle`.
   */
  get deliveries(): readonly SimulatedBbbDelivery[] {
    return this.#state.sender.log
  }

  /**
   * Resolves when none of the simulator's own requests is under way; retries that wait for the clock are not waited for. With a
   * receiver that does not answer it waits until 5 seconds by the clock, and at least half a second of real time, are over:
   * so a test clock that jumps over hours breaks off nothing that works.
   */
  idle(): Promise<void> {
    return this.#state.sender.idle()
  }

  /** The recordings in every state, in the order in which they were added. */
  recordings(): readonly SimulatedBbbRecording[] {
    const now = this.#state.meetings.now()
    return this.#state.currentRecordings.all().map((recording) => snapshotOfRecording(recording, now))
  }

  /** The text tracks of a recording that are processed by now. */
  tracks(recordID: string): readonly SimulatedBbbTrack[] {
    return this.#state.tracks.of(recordID, this.#state.meetings.now())
  }

  /** How many meetings were ever made since the start or the last `reset`; repeated creates make none. */
  get created(): number {
    return this.#state.meetings.created
  }

  /** Puts a recording on the server's disk, and says its recordID. */
  addRecording(recording: BbbRecordingInput): string {
    const { recordings, origin, meetings } = this.#state
    const startTime = meetings.now() - 3_600_000 + recordings.size
    const added = recordingFromInput(recording, { origin, startTime })
    recordings.add(added)
    return added.recordID
  }

  /** Puts a text track on a recording, at once; the API can only upload, which takes a while. */
  addTrack(recordID: string, track: SimulatedBbbTrack): void {
    this.#state.tracks.add(recordID, track)
  }

  /** Ends the processing of every recording of a meeting that is gone, whatever the clock says. */
  finishRecordings(): void {
    this.#state.currentRecordings.finish(this.#state.meetings.now())
    this.#state.settle()
    this.#state.watch.arm()
  }

  /**
   * Makes many meetings at once without requests, `filled-1` and so on: never expiring, with this many people inside
   * (default none). 10,000 with two people each make an answer of about 19 MB.
   */
  fillMeetings(count: number, attendeesEach = 0): void {
    fillMeetings(this.#state.meetings, count, attendeesEach)
    this.#state.watch.arm()
  }

  /** Puts many recordings on the disk at once, of the meetings `recorded-1` and so on, each in two formats. */
  fillRecordings(count: number): void {
    fillRecordings(this.#state, count)
  }

  /** Sets how far the server's clock, seen in the `Date` header, is ahead of the simulator's, in milliseconds. */
  skewClock(ms: number): void {
    this.#state.skewMs = ms
  }

  /** The server drops the meeting at once, as it does after expiry. No-op when there is none. */
  forget(meetingID: string): void {
    this.#state.meetings.forget(meetingID)
    this.#state.watch.arm()
  }

  /** The administrator sets another shared secret; from now on only that one is valid. */
  rotateSecret(secret: string): void {
    this.#state.secret = secret
  }

  /** Takes back staged faults that have not met a request yet. */
  heal(): void {
    this.#http.heal()
  }

  /**
   * Forgets everything but the options, the secret and the skew: meetings, recordings, hooks, faults, counts, the logs. What
   * is being delivered is broken off, and nobody is told that the meetings are gone.
   */
  reset(): void {
    this.#state.reset()
    this.#http.reset()
  }

  /** Stops the server, breaks off what is being delivered, and drops every connection and timer. Safe to repeat. */
  async close(): Promise<void> {
    this.#state.close()
    await this.#http.close()
  }
}
