import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { Clock } from '../../../src/ports/clock.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderCapabilities } from '../../../src/spec/capabilities.js'
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
} from '../../../src/spec/provider.js'
import type { ProviderHealth } from '../../../src/spec/provider-health.js'
import { type At, type Beside, besideOf } from './beside-pool.js'
import { checkPool } from './check-pool.js'
import type { PoolMember } from './pool-member.js'
import { ServerChoice } from './server-choice.js'

/**
 * Several BigBlueButton servers as one instance. A new meeting goes to the least loaded that answers; from then on its ref
 * names the server, and everything about it is asked there and nowhere else.
 */
export class BbbPool implements MeetingProvider {
  readonly specificationVersion = 1
  readonly type = 'bbb'
  readonly name: string
  readonly capabilities: ProviderCapabilities
  readonly listMeetings?: NonNullable<Beside['listMeetings']>
  readonly createBreakoutRoom?: NonNullable<Beside['createBreakoutRoom']>
  readonly listBreakoutRooms?: NonNullable<Beside['listBreakoutRooms']>
  readonly addDocuments?: NonNullable<Beside['addDocuments']>
  readonly sendMessage?: NonNullable<Beside['sendMessage']>
  readonly recordings?: NonNullable<Beside['recordings']>
  readonly events?: NonNullable<Beside['events']>
  readonly #members: ReadonlyMap<string, PoolMember>
  readonly #choice: ServerChoice

  constructor(name: string, members: readonly PoolMember[], clock: Clock) {
    const [first] = members
    if (first === undefined)
      throw new MeetingError({ code: 'not-configured', message: `instance "${name}" has no server` })
    this.name = name
    this.capabilities = first.provider.capabilities
    this.#members = new Map(members.map((member) => [member.name, member]))
    this.#choice = new ServerChoice(members, clock)
    const at: At = async (meeting, options, ask) => {
      const member = await this.#home(meeting, options)
      return this.#on(member, (provider) => ask(provider, member.name))
    }
    Object.assign(
      this,
      besideOf(first.provider, members, at, (member, error) => this.#choice.report(member, error)),
    )
  }

  async place(options: ProviderCallOptions): Promise<string> {
    return (await this.#choice.choose(options)).name
  }

  /**
   * On the server that was settled, whatever is thought of it: an earlier try may have made the meeting there. Where it
   * cannot be reached, the facade has another one placed.
   */
  async createMeeting(
    request: ProviderCreateRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderCreateResult> {
    const member = this.#members.get(request.server ?? '') ?? (await this.#choice.choose(options))
    const made = await this.#on(member, (provider) => provider.createMeeting(request, options))
    return { ...made, vendor: { ...made.vendor, server: member.name } }
  }

  async join(
    meeting: ProviderMeeting,
    request: ProviderJoinRequest,
    options: ProviderCallOptions,
  ): Promise<ProviderJoinResult> {
    return this.#on(await this.#home(meeting, options), (provider) =>
      provider.join(meeting, request, options),
    )
  }

  async end(meeting: ProviderMeeting, options: ProviderEndOptions): Promise<ProviderEndResult> {
    try {
      return await this.#on(await this.#home(meeting, options), (provider) => provider.end(meeting, options))
    } catch (error) {
      // A session that was looked for on every server and found on none.
      if (MeetingError.is(error) && error.code === 'not-found') return { outcome: 'not-found', warnings: [] }
      throw error
    }
  }

  async info(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<ProviderMeetingInfo> {
    return this.#on(await this.#home(meeting, options), (provider) => provider.info(meeting, options))
  }

  /** The servers notice by themselves who is gone. */
  async leave(): Promise<ProviderParticipantOutcome> {
    return 'done'
  }

  check(options: ProviderCallOptions): Promise<ProviderHealth> {
    return checkPool([...this.#members.values()], options)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#members.values()].map(({ provider }) => provider.close()))
  }

  /** The server that a session lives on. A session that was never recorded is looked for on all of them. */
  async #home(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<PoolMember> {
    const { server } = meeting.vendor
    if (server === undefined) return this.#search(meeting, options)
    const member = this.#members.get(server)
    if (member !== undefined) return member
    const message = `server "${server}" of instance "${this.name}" is not configured any more`
    throw new MeetingError({ code: 'not-configured', message, effect: 'none' })
  }

  async #search(meeting: ProviderMeeting, options: ProviderCallOptions): Promise<PoolMember> {
    const answers = await Promise.allSettled(
      [...this.#members.values()].map(async (member) => {
        await this.#on(member, (provider) => provider.info(meeting, options))
        return member
      }),
    )
    let problem: unknown
    for (const answer of answers) {
      if (answer.status === 'fulfilled') return answer.value
      const missing = MeetingError.is(answer.reason) && answer.reason.code === 'not-found'
      // That one server lacks it means little while another cannot be asked.
      if (!missing || problem === undefined) problem = answer.reason
    }
    throw problem
  }

  async #on<T>(member: PoolMember, ask: (provider: MeetingProvider) => Promise<T>): Promise<T> {
    try {
      const answer = await ask(member.provider)
      this.#choice.report(member)
      return answer
    } catch (error) {
      this.#choice.report(member, error)
      throw error
    }
  }
}
