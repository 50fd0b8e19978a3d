import type { SimulatorFault } from '../fault.js'
import type { SimulatorRequest, SimulatorServer } from '../simulator-server.js'
import type { ClientCredentials } from './clients.js'
import type { ChimeAction } from './denied-actions.js'
import type { SimulatedChimeEvent } from './events/simulated-event.js'
import type { RegionParts } from './parts.js'
import type { SimulatedChimeMeetingSource, SimulatedChimePipelineEvent } from './pipeline-hook.js'
import type { ChimeCall } from './routes.js'
import { errorAnswer } from './service-error.js'
import { type SimulatedChimeMeeting, snapshot } from './simulated-meeting.js'
import type { AttendeeFailure } from './staged-attendee-failures.js'
import type { StagedExceptionOptions } from './staged-exception.js'
import { failTranscribing } from './transcription/transcribing.js'

const fakeSecretAccessKey = 'not-a-secret/any-key-signs-for-the-simulator'

/**
 * The Amazon Chime SDK Meetings service of one control region, on a loopback port. Made by `startChimeSimulator`; give
 * the AWS client its `endpoint`, `region` and keys.
 *
 * `addBot`, `removeBot`, `emitPipelineEvent`, `onMeetingEnded` and `meetingByArn` are what a simulator of the media
 * pipelines service works with: it takes any object that has them.
 */
export class ChimeSimulator {
  readonly #server: SimulatorServer
  readonly #parts: RegionParts

  /** @internal Use `startChimeSimulator`. */
  constructor(server: SimulatorServer, parts: RegionParts) {
    this.#server = server
    this.#parts = parts
  }

  /** `http://127.0.0.1:port`. */
  get endpoint(): string {
    return this.#server.origin
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
    return this.#server.requests
  }

  callsTo(call: ChimeCall): number {
    return this.#server.callsTo(call)
  }

  /** The live meetings as they are now; later changes do not show in what was returned. */
  meetings(): readonly SimulatedChimeMeeting[] {
    return this.#parts.meetings.live().map(snapshot)
  }

  /** How many distinct meetings were made since the start or the last `reset`. */
  get created(): number {
    return this.#parts.meetings.created
  }

  /** What the service told about since the start or the last `reset`, oldest first. */
  get events(): readonly SimulatedChimeEvent[] {
    this.#parts.meetings.settle()
    return this.#parts.events.events
  }

  /**
   * Calls `listener` with every event from now on, as it happens: before the answer of the call that caused it, and by a
   * timer where a meeting ends itself. `reset` keeps it; the returned function takes it back.
   */
  onEvent(listener: (event: SimulatedChimeEvent) => void): () => void {
    const unsubscribe = this.#parts.events.on(listener)
    const unwatch = this.#parts.meetings.watch()
    return () => {
      unsubscribe()
      unwatch()
    }
  }

  /** A client connects audio. Throws if the meeting has ended or nobody in it has this join token. */
  connect(attendee: ClientCredentials): void {
    this.#parts.clients.connect(attendee)
  }

  /** A client leaves; the attendee stays created. No effect where nobody is connected. */
  disconnect(meetingId: string, attendeeId: string): void {
    this.#parts.clients.depart(meetingId, attendeeId, 'Left')
  }

  /** The service notices that a client is lost. The attendee stays created. No effect where nobody is connected. */
  drop(meetingId: string, attendeeId: string): void {
    this.#parts.clients.depart(meetingId, attendeeId, 'Dropped')
  }

  /** Throws for who is not connected or may not send video. */
  startVideo(meetingId: string, attendeeId: string): void {
    this.#parts.clients.video(meetingId, attendeeId, true)
  }

  stopVideo(meetingId: string, attendeeId: string): void {
    this.#parts.clients.video(meetingId, attendeeId, false)
  }

  /** Throws for who is not connected or may not send content, and for a third share at a time. */
  shareContent(meetingId: string, attendeeId: string): void {
    this.#parts.clients.content(meetingId, attendeeId, true)
  }

  stopContent(meetingId: string, attendeeId: string): void {
    this.#parts.clients.content(meetingId, attendeeId, false)
  }

  /** The running transcription fails; where there is none, the next one that is started in the meeting. */
  failTranscription(meetingId: string, message = 'The stream to Amazon Transcribe failed'): void {
    const meeting = this.#parts.meetings.find(meetingId)
    if (meeting.transcription === undefined) meeting.transcriptionFailure = message
    else failTranscribing(meeting, meeting.transcription, message)
  }

  /** The service ends the meeting on its own. No effect on one that has ended. */
  forget(meetingId: string): void {
    this.#parts.meetings.get(meetingId)?.end()
  }

  /**
   * A media pipeline joins as an attendee: it takes a seat, and is told of as `aws:MediaPipeline-…`. Throws if the meeting
   * has ended or is full.
   */
  addBot(meetingId: string): { readonly attendeeId: string } {
    return this.#parts.pipelines.addBot(meetingId)
  }

  /** Takes such an attendee out again. No effect if it is gone or none. */
  removeBot(meetingId: string, attendeeId: string): void {
    this.#parts.pipelines.removeBot(meetingId, attendeeId)
  }

  /** Emits an event of a media pipeline, of a live meeting or one that has ended. */
  emitPipelineEvent(event: SimulatedChimePipelineEvent): void {
    this.#parts.pipelines.emit(event)
  }

  /**
   * Calls `listener` with the id of every meeting that ends. One that ends itself is noticed with the next request or look,
   * or by the timer of `onEvent`: this sets none. `reset` keeps the listener; the returned function takes it back.
   */
  onMeetingEnded(listener: (meetingId: string) => void): () => void {
    return this.#parts.pipelines.onMeetingEnded(listener)
  }

  /** Undefined unless the ARN is that of a live meeting, in the form that Meeting has or in the older one. */
  meetingByArn(arn: string): SimulatedChimeMeetingSource | undefined {
    return this.#parts.pipelines.meetingByArn(arn)
  }

  /** Spoils a coming answer; `fault.when` is the name of a call. Faults come before signature and quota checks. */
  stage(fault: SimulatorFault): void {
    this.#server.stage(fault)
  }

  /**
   * The next `times` (default 1) requests of `call` are answered with this exception, by default with the status of the
   * service's model. With `processed: true` the service does the work first.
   */
  throwNext(call: ChimeCall, exceptionName: string, options: StagedExceptionOptions = {}): void {
    const { times = 1, processed = false, ...answer } = options
    this.stage({ kind: 'answer', when: call, times, processed, ...errorAnswer(exceptionName, answer) })
  }

  /** IAM denies the action until `heal`: 403 `AccessDeniedException`. To deny tagging denies creating with tags, too. */
  denyAction(action: ChimeAction): void {
    this.#parts.denied.deny(action)
  }

  /** The next creation of this user fails: inside 200 in a batch's `Errors`, as an exception in CreateAttendee. */
  failAttendee(externalUserId: string, failure: AttendeeFailure): void {
    this.#parts.failures.stage(externalUserId, failure)
  }

  /** Takes back staged faults that have not met a request yet, and denied actions. */
  heal(): void {
    this.#server.heal()
    this.#parts.denied.clear()
  }

  /** As after the start: no meetings, tokens, events, faults or logged requests, full quotas. Connections stay open. */
  reset(): void {
    const { meetings, events, failures, denied, quotas } = this.#parts
    meetings.clear()
    events.clear()
    failures.clear()
    denied.clear()
    quotas.reset()
    this.#server.reset()
  }

  /** Stops listening and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    this.#parts.meetings.close()
    await this.#server.close()
  }
}
