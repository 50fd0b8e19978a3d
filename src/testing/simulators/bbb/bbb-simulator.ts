import type { SimulatorFault } from '../fault.js'
import { type SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import type { SimulatedBbbDocument } from './documents/simulated-document.js'
import { fillMeetings, fillRecordings } from './fill.js'
import type { SimulatedBbbHook } from './hooks/hook-store.js'
import type { Meeting, SimulatedBbbMessage } from './meeting.js'
import { type BbbSimulatorOptions, bbbSimulatorSettings } from './options.js'
import { type SimulatedBbbRecording, snapshotOfRecording } from './recordings/recording.js'
import { type BbbRecordingInput, recordingFromInput } from './recordings/recording-input.js'
import type { SimulatedBbbTrack } from './recordings/text-track-store.js'
import { answerRequest, callName } from './router.js'
import { ServerState } from './server-state.js'
import type { SimulatedBbbServer } from './servers.js'
import { type SimulatedBbbMeeting, snapshotOf } from './snapshot.js'
import { type BbbVisit, visit } from './visit.js'

/**
 * Starts a BigBlueButton server that is none: a real HTTP server on a free port of 127.0.0.1 that checks checksums,
 * validates, keeps and expires meetings and answers as a server of the chosen release does, its oddities included.
 * It has every call of the release that a program may make; any other path is a 404 page, or what the load balancer
 * says to it. It fetches nothing and calls nobody back. Close it when done.
 */
export async function startBbbSimulator(options: BbbSimulatorOptions = {}): Promise<BbbSimulator> {
  return BbbSimulator.start(options)
}

/** A running simulated BigBlueButton server. Several at once share nothing. */
export class BbbSimulator {
  readonly #state: ServerState
  readonly #http: SimulatorServer
  /** As an administrator would paste it: `http://127.0.0.1:port/bigbluebutton/`, on b3scale with its path before. */
  readonly url: string

  private constructor(state: ServerState, http: SimulatorServer) {
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
      answer: (request) => answerRequest(state, request),
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
    return this.#find(meetingID)?.documents ?? []
  }

  /** What `sendChatMessage` put into the public chat of a meeting. */
  messages(meetingID: string): readonly SimulatedBbbMessage[] {
    return [...(this.#find(meetingID)?.messages ?? [])]
  }

  /** The callbacks that are registered, in the order in which they were. */
  hooks(): readonly SimulatedBbbHook[] {
    return [...this.#state.hooks.all()]
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

  /**
   * Opens a join link as a browser would, with real requests: the link, then the meeting client with the cookie.
   * Entering makes the person present until `leave`. A guest who has to wait, or whom the client cannot take, is not
   * in. Rejects only when the connection fails.
   */
  visit(joinUrl: string): Promise<BbbVisit> {
    return visit(this.#state, joinUrl)
  }

  /** The user leaves, with every connection; the server remembers them for another minute. No-op when not inside. */
  leave(meetingID: string, userID: string): void {
    const { meetings } = this.#state
    for (const meeting of meetings.all()) {
      if (meeting.settings.meetingID === meetingID) meeting.leave(userID, meetings.now())
    }
  }

  /** A moderator lets a guest in who waits, or who comes later with the same link. No-op when nobody waits. */
  admit(meetingID: string, userID: string): void {
    this.#find(meetingID)?.admit(userID)
  }

  /** A moderator presses the record button, which a meeting created with `record` has. No-op elsewhere. */
  startRecording(meetingID: string): void {
    this.#find(meetingID)?.startRecording()
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
  }

  /**
   * Makes many meetings at once without requests, `filled-1` and so on: never expiring, with this many people inside
   * (default none). 10,000 with two people each make an answer of about 19 MB.
   */
  fillMeetings(count: number, attendeesEach = 0): void {
    fillMeetings(this.#state.meetings, count, attendeesEach)
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
  }

  /** The administrator sets another shared secret; from now on only that one is valid. */
  rotateSecret(secret: string): void {
    this.#state.secret = secret
  }

  /** Takes back staged faults that have not met a request yet. */
  heal(): void {
    this.#http.heal()
  }

  /** Forgets everything but the options, the secret and the skew: meetings, recordings, hooks, faults, counts, the log. */
  reset(): void {
    this.#state.reset()
    this.#http.reset()
  }

  /** Stops the server and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    await this.#http.close()
  }

  /** The live meeting with this ID, else the one that is disappearing. */
  #find(meetingID: string): Meeting | undefined {
    const found = this.#state.meetings.all().filter(({ settings }) => settings.meetingID === meetingID)
    return found.find((meeting) => !meeting.ended) ?? found.at(-1)
  }
}
