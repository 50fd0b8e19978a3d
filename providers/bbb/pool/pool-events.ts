import { MeetingError } from '../../../src/errors/meeting-error.js'
import type {
  ProviderEvent,
  ProviderEvents,
  ProviderRegistration,
} from '../../../src/spec/provider-events.js'
import type { ProviderMeeting } from '../../../src/spec/provider-meeting.js'
import { notGenuine } from '../events/refused.js'
import type { PoolMember } from './pool-member.js'
import { poolRecordingId } from './pool-recordings.js'

/** What every server tells. A callback URL says which it is of, and with its secrets the call is proven. */
export function poolEvents(first: ProviderEvents, members: readonly PoolMember[]): ProviderEvents {
  return {
    ways: first.ways,
    sessionOf: first.sessionOf,
    async receive(delivery, options) {
      const { server } = delivery.claims
      const events = members.find(({ name }) => name === server)?.provider.events
      if (server === undefined || events === undefined)
        throw notGenuine('the URL is not of a server that is configured')
      const received = await events.receive(delivery, options)
      return { events: received.events.map((event) => ofServer(event, server)) }
    },
    ...(first.observe !== undefined && { observe: first.observe }),
    async register(meetings, options) {
      const byServer = meetingsByServer(meetings)
      const registrations = await onEach(members, ({ name, provider }) =>
        provider.events?.register?.(() => byServer(name), options),
      )
      return summary(registrations.flatMap(({ name, answer }) => (answer ? [{ name, ...answer }] : [])))
    },
    async unregister(options) {
      await onEach(members, ({ provider }) => provider.events?.unregister?.(options))
    },
  }
}

function ofServer(event: ProviderEvent, server: string): ProviderEvent {
  const { meeting, recordingId } = event
  return {
    ...event,
    ...(meeting !== undefined && { meeting: { ...meeting, vendor: { ...meeting.vendor, server } } }),
    ...(recordingId !== undefined && { recordingId: poolRecordingId(server, recordingId) }),
  }
}

/** The open meetings of a server, which are asked for once for all of them, and not at all where nobody wants to know. */
function meetingsByServer(
  meetings: () => AsyncIterable<ProviderMeeting>,
): (server: string) => AsyncIterable<ProviderMeeting> {
  let read: Promise<ReadonlyMap<string, readonly ProviderMeeting[]>> | undefined
  return async function* (server) {
    read ??= (async () => {
      const byServer = new Map<string, ProviderMeeting[]>()
      for await (const meeting of meetings()) {
        const name = meeting.vendor['server'] ?? ''
        byServer.set(name, [...(byServer.get(name) ?? []), meeting])
      }
      return byServer
    })()
    yield* (await read).get(server) ?? []
  }
}

interface Answered<T> {
  readonly name: string
  readonly answer: T
}

/** Asks every server. One that fails keeps nothing from the others, and fails the whole in the end. */
async function onEach<T>(
  members: readonly PoolMember[],
  ask: (member: PoolMember) => Promise<T> | undefined,
): Promise<readonly Answered<T | undefined>[]> {
  const failed: Answered<unknown>[] = []
  const answers = await Promise.all(
    members.map(async (member) => {
      const { name } = member
      try {
        return [{ name, answer: await ask(member) }]
      } catch (error) {
        failed.push({ name, answer: error })
        return []
      }
    }),
  )
  const [first] = failed
  if (first === undefined) return answers.flat()
  const message = failed.map(
    ({ name, answer }) => `${name}: ${answer instanceof Error ? answer.message : answer}`,
  )
  const error = MeetingError.is(first.answer)
    ? first.answer
    : new MeetingError({ code: 'unknown', message: 'a server failed', cause: first.answer })
  throw error.with({ message: message.join(' · ') })
}

function summary(registrations: readonly (ProviderRegistration & { name: string })[]): ProviderRegistration {
  const states = registrations.map(({ state }) => state)
  const state = (['registered', 'found'] as const).find((word) => states.includes(word)) ?? 'not-needed'
  return { state, detail: registrations.map(({ name, detail }) => `${name}: ${detail}`).join(' · ') }
}
