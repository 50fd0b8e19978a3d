import type { ServerState } from '../server-state.js'
import { type StoredRecording, stateAt } from './recording.js'
import { idsOf } from './recording-ids.js'
import { sha1 } from './recording-input.js'

type Test = (recording: StoredRecording) => boolean

/**
 * What `getRecordings` finds, in its order; undefined where the server falls over: an empty filter on metadata, or an
 * ID that cannot be decoded. Fact sheet section 1.3.
 */
export function findRecordings(
  state: ServerState,
  params: ReadonlyMap<string, string>,
): readonly StoredRecording[] | undefined {
  const prefixes = prefixesOf(state, params)
  const metadata = metadataTests(params)
  if (prefixes === undefined || metadata === undefined) return undefined
  const tests = [stateTest(params.get('state') ?? '', state.meetings.now()), ...metadata]
  const listed = state.currentRecordings
    .listed()
    .filter((recording) => tests.every((test) => test(recording)))
  if (prefixes === 'all') return listed
  // Each ID is looked up on its own: what two of them find is listed twice.
  return prefixes.flatMap((matches) => listed.filter(matches))
}

/** A recordID is the beginning of one, and a meetingID is the beginning of the recordIDs of all its sessions. */
function prefixesOf(
  { balancer }: ServerState,
  params: ReadonlyMap<string, string>,
): readonly Test[] | 'all' | undefined {
  const recordID = params.get('recordID') ?? ''
  const meetingID = params.get('meetingID') ?? ''
  if (recordID === '' && meetingID === '') return 'all'
  const ids = idsOf(recordID === '' ? meetingID : recordID)
  if (recordID !== '') return ids?.map((id) => (recording) => recording.recordID.startsWith(id))
  // A load balancer has a database of its own, with the caller's ID in it.
  if (balancer !== undefined) return ids?.map((id) => (recording) => recording.meetingID === id)
  return ids?.map((id) => {
    const hash = sha1(id)
    return (recording) => recording.recordID.startsWith(hash)
  })
}

function stateTest(list: string, now: number): Test {
  const states = list === '' ? ['published', 'unpublished'] : list.split(',')
  return (recording) => states.includes('any') || states.includes(stateAt(recording, now))
}

function metadataTests(params: ReadonlyMap<string, string>): readonly Test[] | undefined {
  const filters = [...params].filter(([name]) => name.startsWith('meta_'))
  if (filters.some(([, value]) => value === '')) return undefined
  return filters.map(([name, value]) => {
    const matches = wildcard(value)
    return ({ metadata, broken }) => !broken && matches(metadata.get(name.slice('meta_'.length)))
  })
}

/** A `%` at either end stands for anything; case counts. */
function wildcard(pattern: string): (value: string | undefined) => boolean {
  const isOpenAtStart = pattern.startsWith('%')
  const isOpenAtEnd = pattern.length > 1 && pattern.endsWith('%')
  const text = pattern.slice(isOpenAtStart ? 1 : 0, isOpenAtEnd ? -1 : undefined)
  return (value) => {
    if (value === undefined) return false
    if (isOpenAtStart && isOpenAtEnd) return value.includes(text)
    if (isOpenAtStart) return value.endsWith(text)
    return isOpenAtEnd ? value.startsWith(text) : value === text
  }
}
