import { systemClock } from '../../../ports/clock.js'
import type { SimulatorFault } from '../fault.js'
import { type SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import { ChimeService } from './chime-service.js'
import { mediaRegionsOf } from './media-regions.js'
import { MeetingStore } from './meeting-store.js'
import type { ChimeSimulatorOptions } from './options.js'
import { type ChimeCall, route } from './routes.js'
import { type ErrorAnswerOptions, errorAnswer } from './service-error.js'
import { type SimulatedChimeMeeting, snapshot } from './simulated-meeting.js'
import { type AttendeeFailure, StagedAttendeeFailures } from './staged-attendee-failures.js'

const fakeAccessKeyId = 'AKIDSIMULATEDCHIME00'
const fakeSecretAccessKey = 'not-a-secret/any-key-signs-for-the-simulator'

/** A staged exception: how it is answered, how often (default once), and whether the service does the work first. */
export interface StagedExceptionOptions extends ErrorAnswerOptions {
  readonly times?: number
  readonly processed?: boolean
}

interface Parts {
  readonly server: SimulatorServer
  readonly service: ChimeService
  readonly meetings: MeetingStore
  readonly failures: StagedAttendeeFailures
  readonly region: string
  readonly accessKeyId: string
}

/**
 * The Amazon Chime SDK Meetings service of one control region, on a loopback port. Made by `startChimeSimulator`; give
 * the AWS client its `endpoint`, `region` and keys.
 */
export class ChimeSimulator {
  readonly #parts: Parts

  /** @internal Use `startChimeSimulator`. */
  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** `http://127.0.0.1:port`. */
  get endpoint(): string {
    return this.#parts.server.origin
  }

  get region(): string {
    return this.#parts.region
  }

  get accessKeyId(): string {
    return this.#parts.accessKeyId
  }

  /** A fake constant: signatures are checked for their form and scope, not for the key they were made with. */
  get secretAccessKey(): string {
    return fakeSecretAccessKey
  }

  /** Every request since the start or the last `reset`, oldest first. */
  get requests(): readonly SimulatorRequest[] {
    return this.#parts.server.requests
  }

  callsTo(call: ChimeCall): number {
    return this.#parts.server.callsTo(call)
  }

  /** The live meetings as they are now; later changes do not show in what was returned. */
  meetings(): readonly SimulatedChimeMeeting[] {
    return this.#parts.meetings.live().map(snapshot)
  }

  /** How many distinct meetings were made since the start or the last `reset`. */
  get created(): number {
    return this.#parts.meetings.created
  }

  /** A client connects audio. Throws if the meeting has ended or nobody in it has this join token. */
  connect(attendee: { readonly meetingId: string; readonly joinToken: string }): void {
    const meeting = this.#parts.meetings.get(attendee.meetingId)
    if (meeting === undefined) throw new Error(`Meeting ${attendee.meetingId} has ended or never was`)
    const known = [...meeting.attendees.values()].find(({ joinToken }) => joinToken === attendee.joinToken)
    if (known === undefined) throw new Error('The join token belongs to nobody in this meeting')
    known.connected = true
  }

  /** A client leaves; the attendee stays created. No effect where nobody is connected. */
  disconnect(meetingId: string, attendeeId: string): void {
    const meeting = this.#parts.meetings.get(meetingId)
    const attendee = meeting?.attendees.get(attendeeId)
    if (attendee !== undefined) meeting?.hangUp(attendee)
  }

  /** The service ends the meeting on its own. No effect on one that has ended. */
  forget(meetingId: string): void {
    this.#parts.meetings.get(meetingId)?.end()
  }

  /** Spoils a coming answer; `fault.when` is the name of a call. Faults come before signature and quota checks. */
  stage(fault: SimulatorFault): void {
    this.#parts.server.stage(fault)
  }

  /**
   * The next `times` (default 1) requests of `call` are answered with this exception, by default with the status of the
   * service's model. With `processed: true` the service does the work first.
   */
  throwNext(call: ChimeCall, exceptionName: string, options: StagedExceptionOptions = {}): void {
    const { times = 1, processed = false, ...answer } = options
    this.stage({ kind: 'answer', when: call, times, processed, ...errorAnswer(exceptionName, answer) })
  }

  /** The next creation of this user fails: inside 200 in a batch's `Errors`, as an exception in CreateAttendee. */
  failAttendee(externalUserId: string, failure: AttendeeFailure): void {
    this.#parts.failures.stage(externalUserId, failure)
  }

  /** Takes back staged faults that have not met a request yet. */
  heal(): void {
    this.#parts.server.heal()
  }

  /** As after the start: no meetings, tokens, faults or logged requests, full quotas. Connections stay open. */
  reset(): void {
    this.#parts.meetings.clear()
    this.#parts.failures.clear()
    this.#parts.service.reset()
    this.#parts.server.reset()
  }

  /** Stops listening and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    await this.#parts.server.close()
  }
}

/**
 * Starts a simulated Chime control region on a free port of 127.0.0.1. Throws for a region in which the vendor has no
 * API endpoint.
 */
export async function startChimeSimulator(options: ChimeSimulatorOptions = {}): Promise<ChimeSimulator> {
  const { region = 'us-east-1', clock = systemClock, accessKeyId = fakeAccessKeyId } = options
  const reachable = mediaRegionsOf(region)
  if (reachable === undefined) throw new Error(`Amazon Chime has no meetings endpoint in region ${region}`)
  const meetings = new MeetingStore({
    clock,
    concurrentMeetings: options.concurrentMeetings ?? 250,
    mediaRegions: options.mediaRegions ?? reachable,
    reusedToken: options.reusedToken ?? 'dead-meeting',
  })
  const failures = new StagedAttendeeFailures()
  const repeatedUser = options.repeatedUser ?? 'new-attendee'
  const service = new ChimeService({
    clock,
    accessKeyId,
    rates: options.rates ?? { perSecond: 10, burst: 20 },
    context: { region, meetings, failures, repeatedUser },
  })
  const server = await SimulatorServer.start({
    clock,
    nameCall: (method, target) => route(method, target)?.call ?? 'Unknown',
    answer: (request) => service.answer(request),
  })
  return new ChimeSimulator({ server, service, meetings, failures, region, accessKeyId })
}
