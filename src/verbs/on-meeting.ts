import type { Call } from '../call/call.js'
import type { CallProgress, CallRunner } from '../call/call-runner.js'
import { type MeetingTarget, readTarget, resolveTarget } from '../identity/resolve-target.js'
import type { Session } from '../identity/session.js'
import type { MeetingsOptions } from '../meetings-options.js'
import type { CallOptions } from '../spec/call-options.js'
import type { EndMeetingOptions } from '../spec/end-meeting.js'
import type { MeetingInfoOptions } from '../spec/meeting-info.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { Operation } from '../spec/operation.js'

/** Runs calls that are about one meeting: on the session that the caller's target means. */
export class OnMeeting {
  readonly #runner: CallRunner
  readonly #options: MeetingsOptions

  constructor(runner: CallRunner, options: MeetingsOptions) {
    this.#runner = runner
    this.#options = options
  }

  run<T>(
    operation: Operation,
    target: MeetingTarget,
    options: CallOptions | MeetingInfoOptions,
    work: (call: Call, session: Session, progress: CallProgress) => Promise<T>,
    extraMs?: (options: EndMeetingOptions) => number,
  ): Promise<T> {
    return this.#runner.run(
      operation,
      options,
      async (call, progress) => {
        const meant = readTarget(target)
        return work(call, await this.resolve(call, meant, options, progress), progress)
      },
      extraMs,
    )
  }

  /**
   * The session that a target means; what is thrown from then on names it. A ref of a session that has been replaced means the
   * newest one where the caller says so.
   */
  async resolve(
    call: Call,
    target: MeetingRef | string,
    { tenant, follow = false }: CallOptions,
    progress: CallProgress,
  ): Promise<Session> {
    const { directory, clock, providers, tenantNames } = this.#options
    if (tenant !== undefined) tenantNames.remember(tenant)
    const meant = await resolveTarget(target, {
      directory,
      clock,
      call,
      defaultProvider: () => providers.route(tenant),
      tenant,
    })
    const session = follow ? (meant.successor ?? meant) : meant
    progress.ref = session.ref
    if (session.successor !== undefined) progress.newRef = session.successor.ref
    call.throwIfStopped()
    return session
  }
}
