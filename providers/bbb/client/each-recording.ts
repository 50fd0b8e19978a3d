import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { cutsPages } from '../servers.js'
import { type BbbGetRecordingsRequest, recordingsOf } from './get-recordings.js'
import type { BbbRecording } from './recording.js'

/** The most that a server puts on a page. */
const LARGEST_PAGE = 100

/** Which recordings; the pages are this function's business. */
export type BbbEachRecordingRequest = Omit<BbbGetRecordingsRequest, 'offset' | 'limit'>

/**
 * Every recording, page after page where the server cuts pages and out of one answer where it does not. A
 * recording whose formats the server spread over two pages comes once, with all of them. New recordings that
 * come in meanwhile shift the pages: one may be missed or come twice.
 */
export async function* eachRecording(
  api: BbbApi,
  request: BbbEachRecordingRequest,
  options: ProviderCallOptions,
): AsyncGenerator<BbbRecording, void> {
  if (!cutsPages(api.server)) {
    yield* recordingsOf(api, request, options)
    return
  }
  let held: BbbRecording | undefined
  for (let offset = 0; ; offset += LARGEST_PAGE) {
    const reading = recordingsOf(api, { ...request, offset, limit: LARGEST_PAGE }, options)
    let step = await reading.next()
    for (; step.done !== true; step = await reading.next()) {
      if (held !== undefined && held.recordID === step.value.recordID) {
        held = merged(held, step.value)
        continue
      }
      if (held !== undefined) yield held
      held = step.value
    }
    const pagination = step.value
    if (pagination === undefined || offset + LARGEST_PAGE >= pagination.totalElements) break
  }
  if (held !== undefined) yield held
}

function merged(first: BbbRecording, second: BbbRecording): BbbRecording {
  return {
    ...first,
    playback: [...first.playback, ...second.playback],
    data: first.data.length > 0 ? first.data : second.data,
  }
}
