import type { MeetingErrorCode, MeetingErrorEffect } from '../../src/errors/codes.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { Operation } from '../../src/spec/operation.js'

/** A provider's verb. */
export type FakeVerb = Operation

/** How a call of a fake provider fails. */
export interface FakeFailure {
  readonly code: MeetingErrorCode
  readonly message?: string
  readonly retryAfterMs?: number
  readonly effect?: MeetingErrorEffect
  /** The work is done first and only the answer is lost: the `effect` is then `unknown`. Default: false. */
  readonly processed?: boolean
  /** No answer comes at all: the call lasts until its time limit or its signal. `code` is then not used. Default: false. */
  readonly hangs?: boolean
}

/** Failures that wait for their call, in the order in which they were staged. */
export class Staging {
  readonly #waiting: { verb: FakeVerb | undefined; failure: FakeFailure; left: number }[] = []
  readonly #always: FakeFailure | undefined

  constructor(always?: FakeFailure) {
    this.#always = always
  }

  add(verb: FakeVerb | undefined, failure: FakeFailure, times: number): void {
    this.#waiting.push({ verb, failure, left: times })
  }

  clear(): void {
    this.#waiting.length = 0
  }

  take(verb: FakeVerb): FakeFailure | undefined {
    const staged = this.#waiting.find((entry) => entry.left > 0 && (entry.verb ?? verb) === verb)
    if (staged === undefined) return this.#always
    staged.left -= 1
    return staged.failure
  }
}

export function failureError({ code, message, retryAfterMs, effect, processed }: FakeFailure): MeetingError {
  return new MeetingError({
    code,
    message: message ?? `staged failure: ${code}`,
    retryAfterMs,
    effect: effect ?? (processed === true ? 'unknown' : undefined),
    vendorCode: 'staged',
  })
}
