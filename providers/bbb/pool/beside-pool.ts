import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { MeetingProvider, ProviderMeeting } from '../../../src/spec/provider.js'
import { listPool } from './list-pool.js'
import { poolEvents } from './pool-events.js'
import type { PoolMember } from './pool-member.js'
import { poolRecordings } from './pool-recordings.js'

/** What the pool offers beside the four verbs: exactly what its servers do. */
export function besideOf(
  {
    listMeetings,
    createBreakoutRoom,
    listBreakoutRooms,
    addDocuments,
    sendMessage,
    recordings,
    events,
  }: MeetingProvider,
  members: readonly PoolMember[],
  at: At,
  report: (member: PoolMember, error?: unknown) => void,
): Beside {
  return {
    ...(listMeetings !== undefined && { listMeetings: (options) => listPool(members, options, report) }),
    ...(createBreakoutRoom !== undefined && {
      createBreakoutRoom: (meeting, request, options) =>
        at(meeting, options, async (provider, server) => {
          const room = await required(provider.createBreakoutRoom).call(provider, meeting, request, options)
          return { ...room, vendor: { ...room.vendor, server } }
        }),
    }),
    ...(listBreakoutRooms !== undefined && {
      listBreakoutRooms: (meeting, options) =>
        at(meeting, options, async (provider, server) => {
          const rooms = await required(provider.listBreakoutRooms).call(provider, meeting, options)
          return rooms.map((room) => ({ ...room, vendor: { ...room.vendor, server } }))
        }),
    }),
    ...(addDocuments !== undefined && {
      addDocuments: (meeting, documents, options) =>
        at(meeting, options, (provider) =>
          required(provider.addDocuments).call(provider, meeting, documents, options),
        ),
    }),
    ...(sendMessage !== undefined && {
      sendMessage: (meeting, message, options) =>
        at(meeting, options, (provider) =>
          required(provider.sendMessage).call(provider, meeting, message, options),
        ),
    }),
    ...(recordings !== undefined && { recordings: poolRecordings(members) }),
    ...(events !== undefined && { events: poolEvents(events, members) }),
  }
}

export type Beside = Pick<
  MeetingProvider,
  | 'listMeetings'
  | 'createBreakoutRoom'
  | 'listBreakoutRooms'
  | 'addDocuments'
  | 'sendMessage'
  | 'recordings'
  | 'events'
>

export type At = <T>(
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
  ask: (provider: MeetingProvider, server: string) => Promise<T>,
) => Promise<T>

/** All servers of an instance are of one release: what the first has, each has. */
function required<T>(method: T | undefined): T {
  if (method === undefined)
    throw new MeetingError({ code: 'unsupported', message: 'this server lacks the call' })
  return method
}
