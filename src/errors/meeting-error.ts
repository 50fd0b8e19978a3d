import type { MeetingRef } from '../spec/meeting-ref.js'
import { errorCodes, type MeetingErrorCode, type MeetingErrorEffect } from './codes.js'
import { redact } from './redact.js'

/** One thing wrong with a configuration or a request. Never holds the value. */
export interface Problem {
  /** Path of the field or key: `providers.bbb-eu.url`, `participant.name`. */
  readonly path: string
  /** The rule that it breaks, in words. */
  readonly rule: string
}

export interface MeetingErrorInit {
  readonly code: MeetingErrorCode
  readonly message: string
  readonly retryable?: boolean | undefined
  readonly retryAfterMs?: number | undefined
  readonly effect?: MeetingErrorEffect | undefined
  readonly provider?: string | undefined
  readonly operation?: string | undefined
  readonly ref?: MeetingRef | undefined
  readonly newRef?: MeetingRef | undefined
  readonly vendorCode?: string | undefined
  readonly problems?: readonly Problem[] | undefined
  readonly cause?: unknown
}

/** Where an error came up; filled in on its way out. */
export interface MeetingErrorContext {
  readonly provider?: string | undefined
  readonly operation?: string | undefined
  readonly ref?: MeetingRef | undefined
}

// Both builds of the package may live in one process, so class identity proves nothing: the brand does.
const brand: unique symbol = Symbol.for('anymeet.MeetingError')

/**
 * The only error that leaves this library. `code` is one of a closed list; `retryable`, `retryAfterMs` and `effect`
 * say what to do next. No member, `message` and `cause` included, holds a credential.
 *
 * Recognise it by `MeetingError.is(error)` or `instanceof`: both work across the ESM and the CommonJS build.
 */
export class MeetingError extends Error {
  override readonly name: string = 'MeetingError'
  readonly code: MeetingErrorCode
  /** Whether the same call, repeated without change, may succeed. */
  readonly retryable: boolean
  /** How long to wait before that, where the vendor or a limiter said so. */
  readonly retryAfterMs: number | undefined
  /** What happened at the vendor: `none`, `done`, or `unknown`. Repeating is safe in each case. */
  readonly effect: MeetingErrorEffect
  /** Name of the configured provider instance. */
  readonly provider: string | undefined
  /** The facade's call: `createMeeting`, `join` … */
  readonly operation: string | undefined
  readonly ref: MeetingRef | undefined
  /** With `not-found`, where the session that `ref` means has been replaced: the newest one under the same id. */
  readonly newRef: MeetingRef | undefined
  /** The vendor's own code: a BigBlueButton `messageKey`, the name of an AWS exception, an HTTP status as `HTTP 502`. */
  readonly vendorCode: string | undefined
  /** For `invalid-request` and a bad configuration: every field that is wrong, with the rule. */
  readonly problems: readonly Problem[] | undefined

  constructor(init: MeetingErrorInit) {
    super(redact(init.message), init.cause === undefined ? undefined : { cause: init.cause })
    const traits = errorCodes[init.code]
    this.code = init.code
    this.retryable = init.retryable ?? traits.retryable
    this.retryAfterMs = init.retryAfterMs
    this.effect = init.effect ?? traits.effect
    this.provider = init.provider
    this.operation = init.operation
    this.ref = init.ref
    this.newRef = init.newRef
    this.vendorCode = init.vendorCode
    this.problems = init.problems
    Object.defineProperty(this, brand, { value: true })
  }

  static is(value: unknown): value is MeetingError {
    return typeof value === 'object' && value !== null && brand in value
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return MeetingError.is(value)
  }

  /** The same error with other members; stack and cause stay. */
  with(changes: Partial<MeetingErrorInit>): MeetingError {
    const copy = new MeetingError({ ...this.#init(), ...changes })
    if (this.stack !== undefined) copy.stack = this.stack
    return copy
  }

  /** The same error, saying where it came up; what it says already stays. */
  at(context: MeetingErrorContext): MeetingError {
    return this.with({
      provider: this.provider ?? context.provider,
      operation: this.operation ?? context.operation,
      ref: this.ref ?? context.ref,
    })
  }

  toJSON(): Record<string, unknown> {
    const { cause: _cause, ...members } = this.#init()
    return { name: this.name, ...members }
  }

  #init(): MeetingErrorInit {
    const {
      code,
      message,
      retryable,
      retryAfterMs,
      effect,
      provider,
      operation,
      ref,
      newRef,
      vendorCode,
      problems,
      cause,
    } = this
    return {
      code,
      message,
      retryable,
      retryAfterMs,
      effect,
      provider,
      operation,
      ref,
      newRef,
      vendorCode,
      problems,
      cause,
    }
  }
}
