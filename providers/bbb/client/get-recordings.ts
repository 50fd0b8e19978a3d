import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { childOf, type XmlElement } from '../xml/xml-element.js'
import { count, field } from './fields.js'
import { twiceEncoded } from './id-list.js'
import { queryOf } from './params.js'
import { readInPieces } from './read-in-pieces.js'
import { type BbbRecording, type BbbRecordingState, readRecording } from './recording.js'

/** Which recordings. Everything that is given has to hold, but `meetingID` counts for nothing beside `recordID`. */
export interface BbbGetRecordingsRequest {
  /** The ids that `create` was given; of each, the recordings of all its sessions. */
  readonly meetingID?: readonly string[]
  /** Each also stands for every id that begins with it; one that two of them match comes twice. */
  readonly recordID?: readonly string[]
  /** `any` for all of them. Default: published and unpublished. */
  readonly state?: readonly (BbbRecordingState | 'any')[]
  /**
   * `meta_*`: values that a recording has to have. A `%` at either end stands for anything; case counts. A
   * value must not be empty: the server falls over.
   */
  readonly meta?: Readonly<Record<string, string>>
  /** How many to pass over, 0 or more. Only with `limit`. 2.6 and later. */
  readonly offset?: number
  /** How many at most, 1 to 100. 2.6 and later, without load balancer; others answer everything. */
  readonly limit?: number
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

/** What an answer says about the page that it is, in either of its shapes. */
export interface BbbRecordingPagination {
  /**
   * How many there are in all. Where `countsFormats`, formats and not recordings are counted, here and in
   * `offset` and `limit`.
   */
  readonly totalElements: number
  /** The shape of 2.6 and early 3.0, which can cut a page within the formats of one recording. */
  readonly countsFormats: boolean
}

export interface BbbGetRecordingsResponse {
  readonly recordings: readonly BbbRecording[]
  /** Absent where the server did not cut: then these are all. */
  readonly pagination?: BbbRecordingPagination
}

/** The recordings of one call as they arrive; the generator's result is what the answer says about the page. */
export async function* recordingsOf(
  api: BbbApi,
  request: BbbGetRecordingsRequest,
  options: ProviderCallOptions,
): AsyncGenerator<BbbRecording, BbbRecordingPagination | undefined> {
  const { meetingID, recordID } = request
  const query = queryOf({
    ...request,
    meetingID: meetingID?.map(twiceEncoded),
    recordID: recordID?.map(twiceEncoded),
  })
  const call = { call: 'getRecordings', query, list: 'recordings', item: 'recording' } as const
  return paginationOf(yield* readInPieces(api, { ...call, read: readRecording }, options))
}

/** One call, whole. */
export async function getRecordings(
  api: BbbApi,
  request: BbbGetRecordingsRequest,
  options: ProviderCallOptions,
): Promise<BbbGetRecordingsResponse> {
  const recordings: BbbRecording[] = []
  const reading = recordingsOf(api, request, options)
  for (;;) {
    const step = await reading.next()
    if (step.done !== true) recordings.push(step.value)
    else return { recordings, ...(step.value !== undefined && { pagination: step.value }) }
  }
}

function paginationOf(answer: XmlElement): BbbRecordingPagination | undefined {
  const plain = field(answer, 'totalElements', count)
  if (plain !== undefined) return { totalElements: plain, countsFormats: false }
  const block = childOf(answer, 'pagination')
  const total = block === undefined ? undefined : field(block, 'totalElements', count)
  return total === undefined ? undefined : { totalElements: total, countsFormats: true }
}
