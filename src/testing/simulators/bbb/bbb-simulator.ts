import type { SimulatorFault } from '../fault.js'
import { type SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import { type BbbSimulatorOptions, bbbSimulatorSettings, type SimulatedBbbServer } from './options.js'
import { answerRequest, callName } from './router.js'
import { ServerState } from './server-state.js'
import { type SimulatedBbbMeeting, snapshotOf } from './snapshot.js'
import { type BbbVisit, visit } from './visit.js'

/**
 * Starts a BigBlueButton server that is none: a real HTTP server on a free port of 127.0.0.1 that checks checksums,
 * validates, keeps and expires meetings and answers as a server of the chosen release does, its oddities included.
 * It offers the calls `create`, `join`, `isMeetingRunning`, `end`, `getMeetingInfo` and `getMeetings`; any other path
 * is a 404 page, as where an optional part is not installed. Close it when done.
 */
export async function startBbbSimulator(options: BbbSimulatorOptions = {}): Promise<BbbSimulator> {
  return BbbSimulator.start(options)
}

/** A running simulated BigBlueButton server. Several at once share nothing. */
export class BbbSimulator {
  readonly #state: ServerState
  readonly #http: SimulatorServer
  /** As an administrator would paste it: `http://127.0.0.1:port/bigbluebutton/`. */
  readonly url: string

  private constructor(state: ServerState, http: SimulatorServer) {
    this.#state = state
    this.#http = http
    this.url = `${http.origin}/bigbluebutton/`
  }

  /** The same as `startBbbSimulator`. */
  static async start(options: BbbSimulatorOptions = {}): Promise<BbbSimulator> {
    const settings = bbbSimulatorSettings(options)
    const state = new ServerState(settings)
    const http = await SimulatorServer.start({
      clock: settings.clock,
      nameCall: (_method, target) => callName(target),
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

  /** Forgets meetings, staged faults, counts and the request log. The secret and open connections stay. */
  reset(): void {
    this.#state.meetings.reset()
    this.#http.reset()
  }

  /** Stops the server and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    await this.#http.close()
  }
}
