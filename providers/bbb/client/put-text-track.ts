import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import type { RequestBody } from '../exchange.js'
import { failureOf } from '../map-error.js'
import { field, word } from './fields.js'
import { type BbbFileContent, bytesOf } from './file-content.js'
import { multipartBody } from './multipart.js'
import { ownName, queryOf } from './params.js'
import type { BbbTextTrackKind } from './text-track.js'

export interface BbbPutRecordingTextTrackRequest {
  readonly recordID: string
  readonly kind: BbbTextTrackKind
  /** BCP 47: `pt-BR`. */
  readonly lang: string
  /** The language's name as people choose it. Default: `lang`. */
  readonly label?: string
  /**
   * SRT, SSA/ASS or WebVTT. Takes the place of the track of the same kind and language; without a file that
   * track is deleted. The server works on it after it has answered, and drops a bad file without a word.
   */
  readonly file?: BbbTextTrackFile
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

export interface BbbTextTrackFile {
  readonly content: BbbFileContent
  /** With its ending. Default: `captions.vtt`. */
  readonly filename?: string
}

export async function putRecordingTextTrack(
  api: BbbApi,
  { file, ...params }: BbbPutRecordingTextTrackRequest,
  options: ProviderCallOptions,
): Promise<void> {
  const query = queryOf(params)
  const call = { call: 'putRecordingTextTrack', query, kind: 'once', answer: 'json' } as const
  const body = file === undefined ? nothing : await bodyOf(file, options.signal)
  const answer = await api.send({ ...call, options, body, fieldOf: ownName })
  // The API's own text has this key beside a returncode of SUCCESS. Fact sheet section 3.4.
  if (field(answer, 'messageKey', word) === 'upload_text_track_failed') throw failureOf(answer, call.call)
}

/** The call is a POST also where there is nothing to send. */
const nothing: RequestBody = { contentType: 'application/x-www-form-urlencoded', content: '' }

async function bodyOf(file: BbbTextTrackFile, signal: AbortSignal): Promise<RequestBody> {
  const content = await bytesOf(file.content, signal)
  return multipartBody({ name: 'file', filename: file.filename ?? 'captions.vtt', content })
}
