import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderRecording, ProviderRecordings } from '../../../src/spec/provider-recordings.js'
import type { PoolMember } from './pool-member.js'

/** Parts a server's name from its own id or cursor. Neither holds one, and it is safe in URLs. */
const SEPARATOR = '~'

type ById = Exclude<keyof ProviderRecordings, 'list'>

/**
 * The recordings of every server. An id is led by its server's name, as ids are unique per server only. A list goes on
 * with the next server where one ends; one that cannot be asked fails the page, because a page says nothing of gaps.
 */
export function poolRecordings(members: readonly PoolMember[]): ProviderRecordings {
  const [first] = members
  const list: ProviderRecordings['list'] = async (query, options) => {
    const { name, rest } = query.cursor === undefined ? { name: first?.name, rest: '' } : split(query.cursor)
    const index = members.findIndex((member) => member.name === name)
    const { cursor: _cursor, ...filters } = query
    const member = members[index]
    const page = await member?.provider.recordings?.list?.(
      { ...filters, ...(rest !== '' && { cursor: rest }) },
      options,
    )
    if (member === undefined || page === undefined) throw unknownServer()
    const next = page.nextCursor === undefined ? members[index + 1] : member
    const nextCursor = next === undefined ? undefined : join(next.name, page.nextCursor ?? '')
    const recordings = page.recordings.map((recording) => led(recording, member.name))
    return { recordings, ...(nextCursor !== undefined && { nextCursor }) }
  }
  const byId =
    (name: ById) =>
    async (poolId: string, ...rest: readonly unknown[]) => {
      const at = split(poolId)
      const recordings = members.find((member) => member.name === at.name)?.provider.recordings
      const method = recordings?.[name] as
        | ((id: string, ...rest: readonly unknown[]) => Promise<unknown>)
        | undefined
      if (method === undefined) throw unknownServer()
      const result = await method.call(recordings, at.rest, ...rest)
      return name === 'get' ? led(result as ProviderRecording, at.name) : result
    }
  const own = first?.provider.recordings ?? {}
  const names = (Object.keys(own) as (keyof ProviderRecordings)[]).filter((name) => own[name] !== undefined)
  return Object.fromEntries(names.map((name) => [name, name === 'list' ? list : byId(name)]))
}

/** The id by which the pool knows a recording of one of its servers. */
export function poolRecordingId(server: string, id: string): string {
  return join(server, id)
}

function led(recording: ProviderRecording, server: string): ProviderRecording {
  return { ...recording, id: join(server, recording.id) }
}

function join(name: string, rest: string): string {
  return `${name}${SEPARATOR}${rest}`
}

function split(text: string): { readonly name: string; readonly rest: string } {
  const at = text.indexOf(SEPARATOR)
  return at === -1 ? { name: '', rest: text } : { name: text.slice(0, at), rest: text.slice(at + 1) }
}

function unknownServer(): MeetingError {
  return new MeetingError({ code: 'not-found', message: 'no configured server has it', effect: 'none' })
}
