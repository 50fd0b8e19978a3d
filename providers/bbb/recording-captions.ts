import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type {
  RecordingCaptions,
  RecordingCaptionsKey,
  RecordingCaptionsUpload,
} from '../../src/spec/recording-captions.js'
import type { BbbContext } from './bbb-context.js'
import { putRecordingTextTrack } from './client/put-text-track.js'
import { type BbbTextTrack, getRecordingTextTracks } from './client/text-track.js'

/** Behind the links are files for about an hour. */
export async function captions(
  { api }: BbbContext,
  id: string,
  options: ProviderCallOptions,
): Promise<readonly RecordingCaptions[]> {
  return (await getRecordingTextTracks(api, id, options)).map(captionsOf)
}

/** The server works on the file after it has answered, and drops a bad one without a word. */
export async function putCaptions(
  { api }: BbbContext,
  id: string,
  { kind, language, label, content, fileName }: RecordingCaptionsUpload,
  options: ProviderCallOptions,
): Promise<void> {
  const file = { content, filename: fileName ?? `captions.${endingOf(content)}` }
  await putRecordingTextTrack(api, { recordID: id, kind, lang: language, label, file }, options)
}

/** A track that is not there is no failure. */
export async function deleteCaptions(
  { api }: BbbContext,
  id: string,
  { kind, language }: RecordingCaptionsKey,
  options: ProviderCallOptions,
): Promise<void> {
  await putRecordingTextTrack(api, { recordID: id, kind, lang: language }, options)
}

function captionsOf({ href, kind, lang, label, source }: BbbTextTrack): RecordingCaptions {
  const known = sources.find((word) => word === source)
  return {
    kind: kind === 'captions' ? 'captions' : 'subtitles',
    language: lang,
    label,
    ...(href !== '' && { url: href }),
    ...(known !== undefined && { source: known }),
  }
}

const sources = ['live', 'automatic', 'upload'] as const

/** The server goes by the ending. */
function endingOf(content: string | Uint8Array): 'vtt' | 'srt' | 'ass' {
  const start = typeof content === 'string' ? content : Buffer.from(content.subarray(0, 200)).toString('utf8')
  if (/^\ufeff?\s*\[Script Info\]/i.test(start)) return 'ass'
  return /^\ufeff?\s*\d+\s*\r?\n\s*\d\d:\d\d:\d\d,\d{3}/.test(start) ? 'srt' : 'vtt'
}
