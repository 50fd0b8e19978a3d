import { invalidRequest } from '../../../src/errors/invalid-request.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type {
  ProviderRecording,
  ProviderRecordingPage,
  ProviderRecordingQuery,
} from '../../../src/spec/provider-recordings.js'
import type { RecordingContext } from './context.js'
import { describeRecording } from './describe.js'
import { lookedAt } from './progress.js'
import { isRecordingId } from './recording-id.js'
import { isStarted, type RecordingState, type StartedRecording } from './recording-state.js'

/** How many are read from the store at once. */
const AT_ONCE = 50

/**
 * One page, newest first. The page is cut before it is seen what state its recordings are in, so that a page costs no more
 * than its length in calls to AWS; one whose recordings are all in other states is empty.
 */
export async function listRecordings(
  context: RecordingContext,
  query: ProviderRecordingQuery,
  options: ProviderCallOptions,
): Promise<ProviderRecordingPage> {
  const { keys, states, limit, cursor } = query
  if (cursor !== undefined && !isRecordingId(cursor))
    throw invalidRequest([{ path: 'cursor', rule: 'must be the nextCursor of a page of the same query' }])
  const ids = await context.states.ids(keys)
  const left = cursor === undefined ? ids : ids.filter((id) => id < cursor)
  // One more than the page holds tells whether there is another page.
  const found = await firstOf(context, left, query, limit + 1)
  const page = found.slice(0, limit)
  const seen = await Promise.all(page.map((state) => lookedAt(context, state, options)))
  const described = await Promise.all(
    seen.map(async (state) => (state === undefined ? undefined : describeRecording(context, state))),
  )
  const recordings = described.filter(
    (recording): recording is ProviderRecording =>
      recording !== undefined && states.includes(recording.state),
  )
  const last = page.at(-1)
  return { recordings, ...(found.length > limit && last !== undefined && { nextCursor: last.id }) }
}

export async function getRecording(
  context: RecordingContext,
  id: string,
  options: ProviderCallOptions,
): Promise<ProviderRecording> {
  const state = await lookedAt(context, await existing(context, id), options)
  if (state === undefined) throw noSuchRecording()
  return describeRecording(context, state)
}

/** The recording of this id. Fails with `not-found` where there is none. */
export async function existing({ states }: RecordingContext, id: string): Promise<StartedRecording> {
  const state = isRecordingId(id) ? await states.get(id) : undefined
  if (state === undefined || !isStarted(state)) throw noSuchRecording()
  return state
}

async function firstOf(
  { states }: RecordingContext,
  ids: readonly string[],
  query: ProviderRecordingQuery,
  count: number,
): Promise<readonly StartedRecording[]> {
  const found: StartedRecording[] = []
  for (let at = 0; at < ids.length && found.length < count; at += AT_ONCE) {
    const read = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => states.get(id)))
    for (const state of read)
      if (state !== undefined && isStarted(state) && matches(state, query)) found.push(state)
  }
  return found.slice(0, count)
}

function matches({ labels }: RecordingState, { metadata }: ProviderRecordingQuery): boolean {
  return Object.entries(metadata).every(([label, value]) => labels[label] === value)
}

function noSuchRecording(): MeetingError {
  return new MeetingError({ code: 'not-found', effect: 'none', message: 'there is no such recording' })
}
