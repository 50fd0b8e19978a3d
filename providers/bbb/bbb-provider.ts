import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderContext, ProviderFactory } from '../../src/ports/provider-factory.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderCapabilities } from '../../src/spec/capabilities.js'
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
import { createApi } from './api-client.js'
import type { BbbContext } from './bbb-context.js'
import { bbbCapabilities } from './capabilities.js'
import { check } from './check.js'
import type { ResolvedBbbConfig } from './config.js'
import { createMeeting } from './create.js'
import { end } from './end.js'
import { info } from './info.js'
import { join } from './join.js'
import { createPasswords } from './passwords.js'

/** BigBlueButton behind the neutral calls. */
export const createBbbProvider: ProviderFactory<ResolvedBbbConfig> = (config, context) =>
  new BbbProvider(config, context)

class BbbProvider implements MeetingProvider {
  readonly specificationVersion = 1
  readonly type = 'bbb'
  readonly name: string
  readonly capabilities: ProviderCapabilities
  readonly #config: ResolvedBbbConfig
  readonly #context: BbbContext
  #closed = false

  constructor(config: ResolvedBbbConfig, context: ProviderContext) {
    this.name = context.name
    this.capabilities = bbbCapabilities(config.server)
    this.#config = config
    this.#context = {
      api: createApi(config, context),
      server: config.server,
      clock: context.clock,
      password: createPasswords(config.passwordSeed),
    }
  }

  async createMeeting(
    request: ProviderCreateRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderCreateResult> {
    return createMeeting(this.#open(), request, options)
  }

  async join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult> {
    return join(this.#open(), meeting, request, options)
  }

  async end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult> {
    return end(this.#open(), meeting, options)
  }

  async info(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderMeetingInfo> {
    return info(this.#open(), meeting, options)
  }

  async check(options: ProviderCallOptions): Promise<ProviderHealth> {
    if (this.#closed) return { ok: false, reachable: false, problem: this.#closedMessage }
    return check(this.#context, this.#config, options)
  }

  /**
   * Nothing is queued here, and connections belong to the transport, which others may use: calls under way go
   * on.
   */
  async close(): Promise<void> {
    this.#closed = true
  }

  get #closedMessage(): string {
    return `provider '${this.name}' is closed`
  }

  #open(): BbbContext {
    if (this.#closed)
      throw new MeetingError({ code: 'not-configured', message: this.#closedMessage, effect: 'none' })
    return this.#context
  }
}
