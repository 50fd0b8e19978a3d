import type { SimulatorAnswer } from '../../simulator-server.js'
import { json, jsonFailed } from '../answers.js'
import type { ApiRequest } from '../api-request.js'
import type { ApiCall } from '../calls/api-call.js'
import { readMultipart } from '../multipart.js'
import type { ServerState } from '../server-state.js'
import type { Violation } from '../violation.js'

type Kind = 'subtitles' | 'captions'

/** Everything that it says is JSON, a bad checksum included. */
export const putTextTrackCall: ApiCall = {
  methods: () => ['POST'],
  violations: (_state, { params }) => violations(params).slice(0, 1),
  answer,
  refuse: (_state, { query }, violation) =>
    jsonFailed(violation.key === 'checksumError' && !query.has('checksum') ? missing('checksum') : violation),
}

/** In the order in which the server looks, which stops at the first. */
function violations(params: ReadonlyMap<string, string>): readonly Violation[] {
  const kind = params.get('kind') ?? ''
  const lang = params.get('lang') ?? ''
  return [
    ...((params.get('recordID') ?? '') === '' ? [missing('recordID')] : []),
    ...(kind === '' ? [missing('kind')] : []),
    ...(isKind(kind) ? [] : [{ key: 'invalidKind', message: 'The kind is neither subtitles nor captions' }]),
    ...(lang === '' ? [missing('lang')] : []),
    ...(isLanguageTag(lang) ? [] : [{ key: 'invalidLang', message: 'The lang is no language tag' }]),
  ]
}

function answer(state: ServerState, { params, body, headers }: ApiRequest): SimulatorAnswer {
  const [recordID = '', kind = '', lang = ''] = ['recordID', 'kind', 'lang'].map((name) =>
    params.get(name)?.trim(),
  )
  const now = state.meetings.now()
  if (state.currentRecordings.changeable([recordID], now).length === 0 || !isKind(kind)) {
    return jsonFailed({ key: 'noRecordings', message: `No recording was found for ${recordID}` })
  }
  const file = readMultipart(body, String(headers['content-type'])).find(({ name }) => name === 'file')
  if (file?.text === '') {
    return jsonFailed({ key: 'empty_uploaded_text_track', message: 'The uploaded text track is empty' })
  }
  const label = params.get('label')?.trim() || lang
  const track = file && { kind, lang, label, source: 'upload' as const, content: file.text }
  state.tracks.put(recordID, kind, lang, track, now)
  return json({
    messageKey: 'upload_text_track_success',
    message: 'Text track uploaded successfully',
    recordId: recordID,
    returncode: 'SUCCESS',
  })
}

function missing(name: string): Violation {
  return { key: 'paramError', message: `Missing param ${name}.` }
}

function isKind(text: string): text is Kind {
  return text === 'subtitles' || text === 'captions'
}

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
