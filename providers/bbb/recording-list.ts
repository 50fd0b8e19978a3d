import { invalidRequest } from '../../src/errors/invalid-request.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { EventUrls } from '../../src/ports/event-urls.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type {
  ProviderRecording,
  ProviderRecordingPage,
  ProviderRecordingQuery,
} from '../../src/spec/provider-recordings.js'
import type { RecordingState } from '../../src/spec/recording.js'
import type { BbbContext } from './bbb-context.js'
import { type BbbGetRecordingsRequest, getRecordings, recordingsOf } from './client/get-recordings.js'
import type { BbbRecording } from './client/recording.js'
import { recordingInfo } from './recording-info.js'
import { cutsPages } from './servers.js'
import { toVendorMeetingId } from './vendor-id.js'

/** Where the next page begins; `after` is the last recording of this one where the server may tell it again. */
interface Cursor {
  readonly offset: number
  readonly after?: string
}

/** One page, cut by the server where it cuts pages, else by this function out of the whole answer. */
export async function listRecordings(
  context: BbbContext,
  query: ProviderRecordingQuery,
  options: ProviderCallOptions,
): Promise<ProviderRecordingPage> {
  const cursor = query.cursor === undefined ? { offset: 0 } : readCursor(query.cursor)
  const page = cutsPages(context.server)
    ? await serversPage(context, query, cursor, options)
    : await ownPage(context, query, cursor, options)
  return {
    recordings: page.found.flatMap((recording) => wanted(recording, query, context.events.urls) ?? []),
    ...(page.next !== undefined && { nextCursor: JSON.stringify(page.next) }),
  }
}

/** One recording by its whole id; the server takes an id for the beginning of ids. */
export async function getRecording(
  { api, events }: BbbContext,
  id: string,
  options: ProviderCallOptions,
): Promise<ProviderRecording> {
  const found = await exactly(api, id, options)
  if (found !== undefined) return recordingInfo(found, [], events.urls)
  throw new MeetingError({ code: 'not-found', message: 'the server has no such recording', effect: 'none' })
}

async function exactly(
  api: BbbContext['api'],
  id: string,
  options: ProviderCallOptions,
): Promise<BbbRecording | undefined> {
  // A comma would make two ids of it.
  if (id === '' || id.includes(',')) return undefined
  const { recordings } = await getRecordings(api, { recordID: [id], state: ['any'] }, options)
  return recordings.find(({ recordID }) => recordID === id)
}

interface Page {
  readonly found: readonly BbbRecording[]
  readonly next?: Cursor
}

async function serversPage(
  { api }: BbbContext,
  query: ProviderRecordingQuery,
  { offset, after }: Cursor,
  options: ProviderCallOptions,
): Promise<Page> {
  const { limit } = query
  const answer = await getRecordings(api, { ...filtersOf(query), offset, limit }, options)
  const { pagination } = answer
  // What a page begins with may be the rest of what the page before ended with.
  const found = answer.recordings.filter(({ recordID }) => recordID !== after)
  const end = offset + limit
  if (pagination === undefined || end >= pagination.totalElements) return { found }
  const last = answer.recordings.at(-1)
  if (!pagination.countsFormats || last === undefined) return { found, next: { offset: end } }
  const whole = last.recordID === after ? undefined : await exactly(api, last.recordID, options)
  const completed = whole === undefined ? found : [...found.slice(0, -1), whole]
  return { found: completed, next: { offset: end, after: last.recordID } }
}

async function ownPage(
  { api }: BbbContext,
  query: ProviderRecordingQuery,
  { offset }: Cursor,
  options: ProviderCallOptions,
): Promise<Page> {
  const found: BbbRecording[] = []
  let at = 0
  for await (const recording of recordingsOf(api, filtersOf(query), options)) {
    if (found.length === query.limit) return { found, next: { offset: offset + query.limit } }
    if (at >= offset) found.push(recording)
    at += 1
  }
  return { found }
}

/** Narrows down on the server; `wanted` is what decides. */
function filtersOf({ keys, states, metadata }: ProviderRecordingQuery): BbbGetRecordingsRequest {
  // The server falls over an empty value.
  const meta = Object.entries(metadata).filter(([, value]) => value !== '')
  return {
    ...(keys !== undefined && { meetingID: keys.map(toVendorMeetingId) }),
    state: [...new Set(states.flatMap((state) => vendorStates[state]))],
    ...(meta.length > 0 && { meta: Object.fromEntries(meta) }),
  }
}

const vendorStates: Readonly<Record<RecordingState, readonly string[]>> = {
  processing: ['processing', 'processed'],
  published: ['published'],
  unpublished: ['unpublished'],
  deleted: ['deleted'],
  // A damaged description says nothing of a state.
  failed: ['any'],
}

/** The server's filter on labels knows wildcards, and its filter on states not all of ours. */
function wanted(
  recording: BbbRecording,
  { keys, states, metadata }: ProviderRecordingQuery,
  urls: EventUrls | undefined,
): ProviderRecording | undefined {
  const info = recordingInfo(recording, keys ?? [], urls)
  const labels = new Map(Object.entries(info.metadata))
  const hasLabels = Object.entries(metadata).every(([label, value]) => labels.get(label) === value)
  return hasLabels && states.includes(info.state) ? info : undefined
}

function readCursor(text: string): Cursor {
  try {
    const { offset, after }: { offset?: unknown; after?: unknown } = Object(JSON.parse(text))
    if (typeof offset === 'number' && Number.isSafeInteger(offset) && offset >= 0)
      return { offset, ...(typeof after === 'string' && { after }) }
  } catch {
    // Told below, with every other text that is none.
  }
  throw invalidRequest([{ path: 'cursor', rule: 'must be the nextCursor of a page of the same query' }])
}
