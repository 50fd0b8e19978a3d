import { onTestFinished } from 'vitest'
import { ChimeApi } from '../../../../providers/chime/api.js'
import { type ChimeConfig, parseChimeConfig } from '../../../../providers/chime/config.js'
import { createMeeting } from '../../../../providers/chime/create.js'
import { MeetingDescriptions } from '../../../../providers/chime/descriptions.js'
import { endMeeting } from '../../../../providers/chime/end.js'
import { Gather } from '../../../../providers/chime/gather.js'
import { InFlight } from '../../../../providers/chime/in-flight.js'
import { meetingInfo } from '../../../../providers/chime/info.js'
import { joinMeeting } from '../../../../providers/chime/join.js'
import type { ChimeParts } from '../../../../providers/chime/parts.js'
import { demote } from '../../../../providers/chime/replicas/demote.js'
import { promote } from '../../../../providers/chime/replicas/promote.js'
import { leaveMeeting } from '../../../../providers/chime/seats/leave.js'
import { listSeats, type Seat } from '../../../../providers/chime/seats/list-seats.js'
import { removeParticipant } from '../../../../providers/chime/seats/remove-participant.js'
import { SeatMemory } from '../../../../providers/chime/seats/seat-memory.js'
import type { ChimeSession } from '../../../../providers/chime/session.js'
import { sweepMeeting } from '../../../../providers/chime/sweep.js'
import { memoryStore } from '../../../../src/memory/memory-store.js'
import type { Store } from '../../../../src/ports/store.js'
import type { ProviderCallOptions } from '../../../../src/spec/call-options.js'
import type { ParticipantRole } from '../../../../src/spec/participant.js'
import type {
  ProviderCreateRequest,
  ProviderEndResult,
  ProviderJoinResult,
  ProviderMeeting,
  ProviderMeetingInfo,
  ProviderParticipantOutcome,
  ProviderSweepResult,
} from '../../../../src/spec/provider.js'
import {
  type ChimeSimulator,
  type ChimeSimulatorOptions,
  startChimeSimulator,
} from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { calling, creating, joining } from '../setup.js'

/** One process of an application, with the verbs that concern seats. */
export interface Machine {
  readonly parts: ChimeParts
  create(request?: Partial<ProviderCreateRequest>): Promise<ProviderMeeting>
  join(meeting: ProviderMeeting, id: string, more?: JoinMore): Promise<ChimeSession>
  joinResult(meeting: ProviderMeeting, id: string, more?: JoinMore): Promise<ProviderJoinResult>
  leave(meeting: ProviderMeeting, id: string, device?: string): Promise<ProviderParticipantOutcome>
  remove(meeting: ProviderMeeting, id: string): Promise<ProviderParticipantOutcome>
  promote(meeting: ProviderMeeting, id: string, device?: string): Promise<ProviderJoinResult>
  demote(meeting: ProviderMeeting, id: string): Promise<ProviderParticipantOutcome>
  seats(meeting: ProviderMeeting): Promise<readonly Seat[]>
  sweep(meeting: ProviderMeeting): Promise<ProviderSweepResult>
  info(meeting: ProviderMeeting, seats?: boolean): Promise<ProviderMeetingInfo>
  end(meeting: ProviderMeeting): Promise<ProviderEndResult>
}

interface JoinMore extends Partial<ProviderCallOptions> {
  readonly device?: string
  readonly role?: ParticipantRole
}

export interface World {
  readonly simulator: ChimeSimulator
  readonly clock: TestClock
  readonly store: Store
  readonly machine: Machine
  /** A second process on the same account and, unless said otherwise, the same store. */
  readonly another: (config?: Partial<ChimeConfig>, store?: Store) => Machine
  /** Waits for work, moving the clock where something waits for it. */
  readonly run: <T>(work: Promise<T>) => Promise<T>
}

export interface WorldOptions extends ChimeSimulatorOptions {
  readonly config?: Partial<ChimeConfig>
  readonly store?: Store
}

/** A simulated region on a clock of its own and processes on it, all closed when the test is over. */
export async function world({ config, store: given, ...options }: WorldOptions = {}): Promise<World> {
  const clock = new TestClock()
  const simulator = await startChimeSimulator({ rates: 'unlimited', ...options, clock })
  onTestFinished(() => simulator.close())
  const store = given ?? memoryStore(clock)
  const another: World['another'] = (own = {}, ownStore = store) =>
    machineAt(simulator, clock, ownStore, { ...config, ...own })
  return { simulator, clock, store, machine: another(), another, run: (work) => clock.settle(work) }
}

function machineAt(
  simulator: ChimeSimulator,
  clock: TestClock,
  store: Store,
  config: Partial<ChimeConfig>,
): Machine {
  const { endpoint, region, accessKeyId, secretAccessKey } = simulator
  const credentials = { accessKeyId, secretAccessKey }
  const base: ChimeConfig = { type: 'chime', region, endpoint, credentials, rateLimit: 'unlimited' }
  const parsed = parseChimeConfig({ ...base, ...config })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const api = new ChimeApi(parsed.value, clock)
  onTestFinished(() => api.close(new Error('closed') as never))
  const inFlight = new InFlight()
  const gather = new Gather({ api, clock, inFlight })
  const descriptions = new MeetingDescriptions(api, clock, store)
  const parts: ChimeParts = {
    name: 'chime-test',
    config: parsed.value,
    clock,
    store,
    api,
    gather,
    descriptions,
    seats: new SeatMemory({ api, clock }),
  }
  const joinResult: Machine['joinResult'] = (meeting, id, { device, role, ...options } = {}) => {
    const request = joining(id, { ...(device && { device }), ...(role && { role }) })
    return joinMeeting(parts, meeting, request, calling(options))
  }
  return {
    parts,
    create: async (own = {}) => {
      const request = creating({ requestToken: nextToken(), ...own })
      const { vendor, notes } = await createMeeting(parts, request, calling())
      const {
        id,
        key,
        incarnation,
        requestToken: _token,
        repeated: _repeated,
        providerOptions: _own,
        ...settings
      } = request
      return { id, key, incarnation, vendor, settings, ...(notes && { notes }) }
    },
    joinResult,
    join: async (meeting, id, more) => sessionOf(await joinResult(meeting, id, more)),
    leave: (meeting, participantId, device) =>
      leaveMeeting(parts, meeting, { participantId, ...(device && { device }) }, calling()),
    remove: (meeting, id) => removeParticipant(parts, meeting, id, calling()),
    promote: (meeting, participantId, device) =>
      promote(parts, meeting, { participantId, ...(device && { device }) }, calling()),
    demote: (meeting, id) => demote(parts, meeting, id, calling()),
    seats: (meeting) => listSeats(parts, meeting, calling()),
    sweep: (meeting) => sweepMeeting(parts, meeting, calling()),
    info: (meeting, seats) => meetingInfo(parts, meeting, seats ? { ...calling(), seats } : calling()),
    end: (meeting) => endMeeting(parts, meeting, calling()),
  }
}

export function sessionOf(result: ProviderJoinResult): ChimeSession {
  if (result.kind !== 'sdk') throw new Error('not a session')
  return result.session as ChimeSession
}

/** The ExternalUserIds of a simulated meeting, the one that is no replica unless its place is named. */
export function people({ simulator }: World, index = 0): readonly string[] {
  return simulator.meetings()[index]?.attendees.map(({ externalUserId }) => externalUserId) ?? []
}

/** A store that fails at everything, at once. */
export const brokenStore: Store = storeThat(() => Promise.reject(new Error('down')))

/** A store whose server is lost, and whose client waits for it without an end. */
export const silentStore: Store = storeThat(() => new Promise(() => undefined))

/** A store that fails at some writes. */
export function storeThatLoses(store: Store, lost: (key: string, value: string) => boolean): Store {
  return {
    get: (key) => store.get(key),
    keys: (prefix) => store.keys(prefix),
    delete: (key) => store.delete(key),
    swap: (key, from, to, ttlMs) =>
      lost(key, to) ? Promise.reject(new Error('down')) : store.swap(key, from, to, ttlMs),
    set: (key, value, ttlMs) =>
      lost(key, value) ? Promise.reject(new Error('down')) : store.set(key, value, ttlMs),
  }
}

function storeThat(answer: () => Promise<never>): Store {
  return {
    get: answer,
    set: answer,
    swap: answer,
    keys: () => ({ [Symbol.asyncIterator]: () => ({ next: answer }) }),
    delete: answer,
  }
}

let tokens = 0

function nextToken(): string {
  tokens += 1
  return `seat${tokens.toString(36).padStart(28, '0')}`
}
