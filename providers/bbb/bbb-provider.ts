import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderContext, ProviderFactory } from '../../src/ports/provider-factory.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { CapabilityKey, ProviderCapabilities } from '../../src/spec/capabilities.js'
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
  ProviderParticipantOutcome,
} from '../../src/spec/provider.js'
import type { ProviderEvents } from '../../src/spec/provider-events.js'
import type { ProviderHealth } from '../../src/spec/provider-health.js'
import type { ProviderRecordings } from '../../src/spec/provider-recordings.js'
import { createApi } from './api-client.js'
import type { BbbContext } from './bbb-context.js'
import { createBreakoutRoom, listBreakoutRooms } from './breakout-rooms.js'
import { bbbCapabilities } from './capabilities.js'
import { sendMessage } from './chat.js'
import { check } from './check.js'
import type { ResolvedBbbConfig } from './config.js'
import { createMeeting } from './create.js'
import { addDocuments } from './documents.js'
import { end } from './end.js'
import { bbbEvents } from './events/bbb-events.js'
import { tellsEvents } from './events/events-capabilities.js'
import { info } from './info.js'
import { join } from './join.js'
import { listMeetings } from './list-meetings.js'
import { createPasswords } from './passwords.js'
import { bbbRecordings } from './recordings.js'
import { createRoomProof, isProven } from './room-proof.js'
import { sessionNotFound } from './session.js'

/** BigBlueButton behind the neutral calls. */
export const createBbbProvider: ProviderFactory<ResolvedBbbConfig> = (config, context) =>
  new BbbProvider(config, context)

class BbbProvider implements MeetingProvider {
  readonly specificationVersion = 1
  readonly type = 'bbb'
  readonly name: string
  readonly capabilities: ProviderCapabilities
  readonly recordings: ProviderRecordings
  readonly listMeetings?: NonNullable<MeetingProvider['listMeetings']>
  readonly createBreakoutRoom?: NonNullable<MeetingProvider['createBreakoutRoom']>
  readonly listBreakoutRooms?: NonNullable<MeetingProvider['listBreakoutRooms']>
  readonly addDocuments?: NonNullable<MeetingProvider['addDocuments']>
  readonly sendMessage?: NonNullable<MeetingProvider['sendMessage']>
  readonly events?: ProviderEvents
  readonly #config: ResolvedBbbConfig
  readonly #context: BbbContext
  #closed = false

  constructor(config: ResolvedBbbConfig, context: ProviderContext) {
    this.name = context.name
    this.capabilities = bbbCapabilities(config.server, config.events)
    this.#config = config
    this.#context = {
      api: createApi(config, context),
      apiWith: (checksum) => createApi({ ...config, checksum }, context),
      server: config.server,
      clock: context.clock,
      password: createPasswords(config.passwordSeed),
      roomProof: createRoomProof(config.passwordSeed),
      events: {
        settings: config.events,
        secrets: config.secrets,
        urls: context.events,
      },
    }
    const open = (): BbbContext => this.#open()
    const has = (key: CapabilityKey): boolean => this.capabilities[key]?.support !== 'unsupported'
    if (tellsEvents(config.events)) this.events = bbbEvents(open, context.store)
    this.recordings = bbbRecordings(open, this.capabilities)
    if (has('listMeetings')) this.listMeetings = (options) => listMeetings(open, options)
    if (has('breakoutRooms.create'))
      this.createBreakoutRoom = async (...call) => createBreakoutRoom(this.#openFor(call[0]), ...call)
    if (has('breakoutRooms.list'))
      this.listBreakoutRooms = async (...call) => listBreakoutRooms(this.#openFor(call[0]), ...call)
    if (has('addDocuments'))
      this.addDocuments = async (...call) => addDocuments(this.#openFor(call[0]), ...call)
    if (has('sendMessage')) this.sendMessage = async (...call) => sendMessage(this.#openFor(call[0]), ...call)
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
    return join(this.#openFor(meeting), meeting, request, options)
  }

  async end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult> {
    const context = this.#open()
    if (!isProven(meeting, context.roomProof)) return { outcome: 'not-found', warnings: [] }
    return end(context, meeting, options)
  }

  async info(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderMeetingInfo> {
    return info(this.#openFor(meeting), meeting, options)
  }

  /** The server notices by itself who is gone. */
  async leave(): Promise<ProviderParticipantOutcome> {
    this.#open()
    return 'done'
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

  /** Fails with `not-found` for a ref that was made up. */
  #openFor(meeting: ProviderMeeting): BbbContext {
    const context = this.#open()
    if (!isProven(meeting, context.roomProof)) throw sessionNotFound('gone')
    return context
  }

  #open(): BbbContext {
    if (this.#closed)
      throw new MeetingError({ code: 'not-configured', message: this.#closedMessage, effect: 'none' })
    return this.#context
  }
}
