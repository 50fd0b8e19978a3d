import { meetingErrorOf } from '../../../src/errors/meeting-error-of.js'
import type { Clock } from '../../../src/ports/clock.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ChimeApi } from '../api.js'
import { incomplete } from '../reading.js'
import { type ChimeOperation, isRead } from '../wire.js'
import type {
  ChimeAttendee,
  ChimeAttendeeAnswer,
  ChimeAttendeePage,
  ChimeAttendeesAnswer,
  ChimeMeetingAnswer,
  ChimeTagsAnswer,
} from './answers.js'
import { checkedInput } from './input-schemas.js'
import type { ChimeInput } from './inputs.js'
import { type ChimeCallOptions, limitedCall } from './limited-call.js'
import { readAttendee, readAttendeePage, readAttendees, readMeeting, readTags } from './read-answers.js'

export interface ChimeOperationsParts {
  /** Name of the instance. */
  readonly name: string
  readonly api: Pick<ChimeApi, 'call'>
  readonly clock: Clock
  /** Runs what belongs to the instance: refuses it once the instance is closed, and lets closing wait for it. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>
}

/**
 * Every operation of the Amazon Chime SDK Meetings API, as AWS documents them, for what has no neutral name. Got by
 * `chimeOperations(provider)`. These calls share the client, the rate limits and the error mapping of their instance; they do not
 * know your ids, and what they change is not in the directory.
 *
 * Every input is checked before anything is sent: `invalid-request` names each field that is wrong. A failure that passes and
 * certainly had no effect is repeated once. All fail with `MeetingError`: `unauthenticated`, `forbidden` (`missingPermissionOf`
 * tells what the IAM policy lacks), `rate-limited`, `timeout`, `aborted`, `unavailable`, `invalid-response`, `not-configured`,
 * and what the operation adds.
 */
export class ChimeOperations {
  readonly #parts: ChimeOperationsParts

  /** @internal */
  constructor(parts: ChimeOperationsParts) {
    this.#parts = parts
  }

  /**
   * Makes a meeting. Without `ClientRequestToken` each call makes another one; give your own to make a repeat safe. Adds
   * `conflict` (the same token is under way) and `quota`.
   */
  createMeeting(input: ChimeInput<'CreateMeeting'>, options?: ChimeCallOptions): Promise<ChimeMeetingAnswer> {
    return this.#call('CreateMeeting', input, options, readMeeting)
  }

  /**
   * The same with 1 to 20 attendees, of whom some may fail: see `Errors`. The service's model says 20; an AWS page on quotas says
   * 10, as the older API had it, and Chime may refuse more than that. Answers join tokens.
   */
  createMeetingWithAttendees(
    input: ChimeInput<'CreateMeetingWithAttendees'>,
    options?: ChimeCallOptions,
  ): Promise<ChimeMeetingAnswer & ChimeAttendeesAnswer> {
    return this.#call('CreateMeetingWithAttendees', input, options, (operation, answer) => ({
      ...readMeeting(operation, answer),
      ...readAttendees(operation, answer),
    }))
  }

  /** Adds `not-found`, also for a meeting that has ended. */
  getMeeting(input: ChimeInput<'GetMeeting'>, options?: ChimeCallOptions): Promise<ChimeMeetingAnswer> {
    return this.#call('GetMeeting', input, options, readMeeting)
  }

  /** Ends the meeting and its replicas, and sends everybody out. Adds `not-found` for one that has ended. */
  deleteMeeting(input: ChimeInput<'DeleteMeeting'>, options?: ChimeCallOptions): Promise<void> {
    return this.#call('DeleteMeeting', input, options, nothing)
  }

  /**
   * Takes a seat of the meeting; a repeat may take a second one. Adds `not-found`, `capacity` (the meeting is full) and
   * `conflict`. Answers a join token: treat it as a password.
   */
  createAttendee(
    input: ChimeInput<'CreateAttendee'>,
    options?: ChimeCallOptions,
  ): Promise<ChimeAttendeeAnswer> {
    return this.#call('CreateAttendee', input, options, readAttendee)
  }

  /**
   * The same for 1 to 100 people, of whom some may fail: see `Errors`, and give nobody twice, because those have no other key than
   * `ExternalUserId`. Answers join tokens.
   */
  batchCreateAttendee(
    input: ChimeInput<'BatchCreateAttendee'>,
    options?: ChimeCallOptions,
  ): Promise<ChimeAttendeesAnswer> {
    return this.#call('BatchCreateAttendee', input, options, readAttendees)
  }

  /** Adds `not-found`: the meeting or the attendee. Answers a join token: treat it as a password. */
  getAttendee(input: ChimeInput<'GetAttendee'>, options?: ChimeCallOptions): Promise<ChimeAttendeeAnswer> {
    return this.#call('GetAttendee', input, options, readAttendee)
  }

  /** A page of up to 100 who were let in and not deleted, whether they are inside or not. Adds `not-found`. Answers join tokens. */
  listAttendees(input: ChimeInput<'ListAttendees'>, options?: ChimeCallOptions): Promise<ChimeAttendeePage> {
    return this.#call('ListAttendees', input, options, readAttendeePage)
  }

  /** All pages of `listAttendees`, read while you iterate; the time limit holds for each page. */
  async *allAttendees(meetingId: string, options?: ChimeCallOptions): AsyncGenerator<ChimeAttendee, void> {
    let token: string | undefined
    do {
      const input = { MeetingId: meetingId, ...(token !== undefined && { NextToken: token }) }
      const { Attendees, NextToken }: ChimeAttendeePage = await this.listAttendees(input, options)
      yield* Attendees
      if (NextToken !== undefined && NextToken === token)
        throw incomplete('ListAttendees', 'NextToken that leads on').at({
          provider: this.#parts.name,
          operation: 'ListAttendees',
        })
      token = NextToken
    } while (token !== undefined)
  }

  /** Sends somebody out and frees the seat. Adds `not-found`. */
  deleteAttendee(input: ChimeInput<'DeleteAttendee'>, options?: ChimeCallOptions): Promise<void> {
    return this.#call('DeleteAttendee', input, options, nothing)
  }

  /**
   * Changes what somebody may do; with an open microphone, a right to send audio is used at once. Adds `not-found` and `conflict`
   * (another change is under way). Answers a join token: treat it as a password.
   */
  updateAttendeeCapabilities(
    input: ChimeInput<'UpdateAttendeeCapabilities'>,
    options?: ChimeCallOptions,
  ): Promise<ChimeAttendeeAnswer> {
    return this.#call('UpdateAttendeeCapabilities', input, options, readAttendee)
  }

  /** The same for everybody but 1 to 250, who have to be named; not for those who come later. Adds `not-found` and `conflict`. */
  batchUpdateAttendeeCapabilitiesExcept(
    input: ChimeInput<'BatchUpdateAttendeeCapabilitiesExcept'>,
    options?: ChimeCallOptions,
  ): Promise<void> {
    return this.#call('BatchUpdateAttendeeCapabilitiesExcept', input, options, nothing)
  }

  /**
   * Asks for transcription, or changes its settings; only events tell whether it runs. Adds `not-found`, `quota` and `conflict`
   * (Chime could not act on it).
   */
  startMeetingTranscription(
    input: ChimeInput<'StartMeetingTranscription'>,
    options?: ChimeCallOptions,
  ): Promise<void> {
    return this.#call('StartMeetingTranscription', input, options, nothing)
  }

  /** Adds `not-found` and `conflict` (Chime could not act on it). */
  stopMeetingTranscription(
    input: ChimeInput<'StopMeetingTranscription'>,
    options?: ChimeCallOptions,
  ): Promise<void> {
    return this.#call('StopMeetingTranscription', input, options, nothing)
  }

  /** By `MeetingArn`. Adds `not-found` and `quota`. */
  listTagsForResource(
    input: ChimeInput<'ListTagsForResource'>,
    options?: ChimeCallOptions,
  ): Promise<ChimeTagsAnswer> {
    return this.#call('ListTagsForResource', input, options, readTags)
  }

  /** Sets tags, 50 at most on a meeting. AWS asks to keep personal data out of them. Adds `not-found` and `quota`. */
  tagResource(input: ChimeInput<'TagResource'>, options?: ChimeCallOptions): Promise<void> {
    return this.#call('TagResource', input, options, nothing)
  }

  /** Adds `not-found` and `quota`. */
  untagResource(input: ChimeInput<'UntagResource'>, options?: ChimeCallOptions): Promise<void> {
    return this.#call('UntagResource', input, options, nothing)
  }

  async #call<Operation extends ChimeOperation, Answer>(
    operation: Operation,
    input: ChimeInput<Operation>,
    options: ChimeCallOptions = {},
    read: (operation: Operation, answer: unknown) => Answer,
  ): Promise<Answer> {
    const { name, api, clock, run } = this.#parts
    try {
      const checked = checkedInput(operation, input)
      return await run(async () => {
        const answer = await limitedCall(clock, options, (call) =>
          repeatOnce(clock, call, () => api.call(operation, checked, call)),
        )
        return read(operation, answer)
      })
    } catch (thrown) {
      const error = meetingErrorOf(thrown).at({ provider: name, operation })
      throw isRead(operation) ? error.with({ effect: 'none' }) : error
    }
  }
}

/** Of operations whose answer is that they succeeded. */
const nothing = (): void => undefined
