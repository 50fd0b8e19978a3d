import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderContext, ProviderFactory } from '../../src/ports/provider-factory.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { CompleteCapabilities } from '../../src/spec/capabilities.js'
import type {
  MeetingProvider,
  ProviderCreateRequest,
  ProviderCreateResult,
  ProviderEndOptions,
  ProviderEndResult,
  ProviderJoinRequest,
  ProviderJoinResult,
  ProviderMeeting,
  ProviderMeetingInfo,
} from '../../src/spec/provider.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import { ChimeApi } from './api.js'
import { chimeCapabilities } from './capabilities.js'
import { checkChime } from './check.js'
import type { ResolvedChimeConfig } from './config.js'
import { createMeeting } from './create.js'
import { MeetingDescriptions } from './descriptions.js'
import { endMeeting } from './end.js'
import { Gather } from './gather.js'
import { InFlight } from './in-flight.js'
import { meetingInfo } from './info.js'
import { joinMeeting } from './join.js'
import type { ChimeParts } from './parts.js'

/** How long `close` waits for calls under way. */
const DRAIN_MS = 5_000

/** The Amazon Chime SDK behind the neutral calls: one AWS client for one control region, made on the first call. */
class ChimeProvider implements MeetingProvider {
  readonly specificationVersion = 1
  readonly name: string
  readonly type = 'chime'
  readonly capabilities: CompleteCapabilities = chimeCapabilities
  readonly #parts: ChimeParts
  readonly #inFlight = new InFlight()
  #closed: Promise<void> | undefined

  constructor(config: ResolvedChimeConfig, { name, clock, store }: ProviderContext) {
    this.name = name
    const api = new ChimeApi(config, clock)
    const gather = new Gather({ api, clock, rateLimit: config.rateLimit, inFlight: this.#inFlight })
    const descriptions = new MeetingDescriptions(api, clock, store)
    this.#parts = { name, config, clock, api, gather, descriptions }
  }

  createMeeting(request: ProviderCreateRequest, options: ProviderCallOptions): Promise<ProviderCreateResult> {
    return this.#run(() => createMeeting(this.#parts, request, options))
  }

  join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult> {
    return this.#run(() => joinMeeting(this.#parts, meeting, request, options))
  }

  end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult> {
    return this.#run(() => endMeeting(this.#parts, meeting, options))
  }

  info(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderMeetingInfo> {
    return this.#run(() => meetingInfo(this.#parts, meeting, options))
  }

  async check(options: ProviderCallOptions): Promise<ProviderHealth> {
    if (this.#closed !== undefined) return { ok: false, reachable: false, problem: this.#refusal().message }
    return this.#inFlight.run(() => checkChime(this.#parts, options))
  }

  close(): Promise<void> {
    this.#closed ??= this.#drain()
    return this.#closed
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) throw this.#refusal()
    return this.#inFlight.run(work)
  }

  async #drain(): Promise<void> {
    const { api, clock, gather } = this.#parts
    await this.#inFlight.idle(clock, DRAIN_MS)
    gather.close(this.#refusal())
    api.close(this.#refusal())
  }

  #refusal(): MeetingError {
    return new MeetingError({
      code: 'not-configured',
      message: `provider "${this.name}" is closed`,
      effect: 'none',
    })
  }
}

/** Makes an instance out of its checked configuration. */
export const createChimeProvider: ProviderFactory<ResolvedChimeConfig> = (config, context) =>
  new ChimeProvider(config, context)
