import { describe, expect, test } from 'vitest'
import type { BbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import {
  type Answer,
  call,
  field,
  jsonOf,
  outcome,
  type Params,
  type Sent,
  send,
  signedTarget,
  start,
} from './support.js'

const minute = 60_000
const vtt = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello – “you”\n'

/** The body that a browser's form with one file sends. */
function form(text: string, name = 'file'): Sent {
  const disposition = `Content-Disposition: form-data; name="${name}"; filename="captions.vtt"`
  return {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=----b1' },
    body: `------b1\r\n${disposition}\r\nContent-Type: text/vtt\r\n\r\n${text}\r\n------b1--\r\n`,
  }
}

const track = { kind: 'subtitles', lang: 'en-GB', label: 'English' }

function put(simulator: BbbSimulator, params: Params, sent: Sent = form(vtt)): Promise<Answer> {
  return call(simulator, 'putRecordingTextTrack', { ...track, ...params }, sent)
}

const key = (answer: Answer): unknown => jsonOf(answer)['messageKey']

describe('getRecordingTextTracks', () => {
  test('lists the tracks as JSON, with a link to each file that works for an hour', async () => {
    const { simulator, clock } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    simulator.addTrack(recordID, { ...track, kind: 'captions', source: 'live', content: vtt })
    const response = jsonOf(await call(simulator, 'getRecordingTextTracks', { recordID }))
    expect(response).toEqual({
      returncode: 'SUCCESS',
      tracks: [
        {
          href: expect.stringMatching(new RegExp(`/${recordID}/captions_en-GB\\.vtt$`)),
          kind: 'captions',
          lang: 'en-GB',
          label: 'English',
          source: 'live',
        },
      ],
    })
    const [{ href }] = response['tracks'] as [{ href: string }]
    const file = await fetch(href)
    expect([file.status, file.headers.get('content-type'), await file.text()]).toEqual([
      200,
      'text/vtt;charset=utf-8',
      vtt,
    ])
    await clock.advance(60 * minute - 1)
    expect((await fetch(href)).status).toBe(200)
    await clock.advance(1)
    expect((await fetch(href)).status).toBe(403)
    expect((await fetch(href.replace(/textTracks\/\w+/, 'textTracks/00'))).status).toBe(403)
  })

  test('fails when there is no such recording, and when it has no tracks', async () => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    const fails = async (id: string) =>
      jsonOf(await call(simulator, 'getRecordingTextTracks', { recordID: id }))
    expect(await fails('nothing')).toMatchObject({ returncode: 'FAILED', messageKey: 'noRecordings' })
    expect(await fails(recordID)).toMatchObject({ returncode: 'FAILED', messageKey: 'noCaptionsFound' })
  })

  test('tells a broken rule in XML, and in JSON to whoever asks for JSON', async () => {
    const { simulator } = await start()
    const target = '/bigbluebutton/api/getRecordingTextTracks?recordID=x&checksum=0'
    expect(outcome(await send(simulator, target))).toBe('FAILED checksumError')
    const asXml = await call(simulator, 'getRecordingTextTracks')
    expect(outcome(asXml)).toBe('FAILED missingParamRecordID')
    const headers = { accept: 'application/json' }
    expect(key(await send(simulator, target, { headers }))).toBe('checksumError')
    expect(key(await call(simulator, 'getRecordingTextTracks', {}, { headers }))).toBe('missingParamRecordID')
  })
})

describe('putRecordingTextTrack', () => {
  test('takes a file, which shows once it is processed', async () => {
    const { simulator, clock } = await start({ trackProcessingMs: 5 * minute })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    expect(jsonOf(await put(simulator, { recordID }))).toEqual({
      messageKey: 'upload_text_track_success',
      message: expect.any(String),
      recordId: recordID,
      returncode: 'SUCCESS',
    })
    await clock.advance(5 * minute - 1)
    expect(simulator.tracks(recordID)).toEqual([])
    await clock.advance(1)
    expect(simulator.tracks(recordID)).toEqual([{ ...track, source: 'upload', content: vtt }])
  })

  test('replaces the track of the same kind and language, and no other', async () => {
    const { simulator } = await start({ trackProcessingMs: 0 })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    await put(simulator, { recordID })
    await put(simulator, { recordID, lang: 'de' })
    await put(simulator, { recordID, kind: 'captions' })
    await put(simulator, { recordID, label: 'British' }, form('WEBVTT\n\nnew'))
    expect(simulator.tracks(recordID).map(({ kind, lang, label }) => `${kind} ${lang} ${label}`)).toEqual([
      'subtitles de English',
      'captions en-GB English',
      'subtitles en-GB British',
    ])
    expect(simulator.tracks(recordID)[2]!.content).toBe('WEBVTT\n\nnew')
  })

  test.each([
    ['no body', { method: 'POST' }],
    ['a form without a file', form('text', 'other')],
    [
      'a body that is no form',
      { ...form(vtt), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
  ] as const)('with %s removes the track, once that is processed', async (_case, sent) => {
    const { simulator, clock } = await start({ trackProcessingMs: minute })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    simulator.addTrack(recordID, { ...track, kind: 'subtitles', source: 'upload', content: vtt })
    simulator.addTrack(recordID, { ...track, kind: 'captions', source: 'automatic', content: vtt })
    expect(key(await put(simulator, { recordID }, sent))).toBe('upload_text_track_success')
    expect(simulator.tracks(recordID)).toHaveLength(2)
    await clock.advance(minute)
    expect(simulator.tracks(recordID).map(({ kind }) => kind)).toEqual(['captions'])
  })

  test('drops a file without a word that is none of captions, and keeps what was there', async () => {
    const { simulator } = await start({ trackProcessingMs: 0 })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    await put(simulator, { recordID })
    expect(key(await put(simulator, { recordID }, form('%PDF-1.7')))).toBe('upload_text_track_success')
    expect(simulator.tracks(recordID)[0]!.content).toBe(vtt)
  })

  test.each([
    ['SubRip', '1\n00:00:01,000 --> 00:00:02,000\nHello\n'],
    ['SubStation Alpha', '[Script Info]\nScriptType: v4.00+\n'],
    ['WebVTT behind a byte order mark', '\uFEFFWEBVTT\n'],
  ])('takes %s', async (_case, content) => {
    const { simulator } = await start({ trackProcessingMs: 0 })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    await put(simulator, { recordID }, form(content))
    expect(simulator.tracks(recordID)[0]?.content).toBe(content)
  })

  test.each([
    [{ recordID: '' }, 'paramError'],
    [{ kind: '' }, 'paramError'],
    [{ kind: 'chapters' }, 'invalidKind'],
    [{ lang: '' }, 'paramError'],
    [{ lang: 'not a language' }, 'invalidLang'],
    [{ recordID: 'nothing' }, 'noRecordings'],
    [{ recordID: 'nothing', kind: 'chapters', lang: '?' }, 'invalidKind'],
  ])('refuses %j in JSON: %s', async (change, expected) => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    const answer = await put(simulator, { recordID, ...change })
    expect(jsonOf(answer)).toMatchObject({ returncode: 'FAILED', messageKey: expected })
  })

  test('refuses an empty file, a missing and a wrong checksum in JSON', async () => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    expect(key(await put(simulator, { recordID }, form('')))).toBe('empty_uploaded_text_track')
    const target = `/bigbluebutton/api/putRecordingTextTrack?recordID=${recordID}`
    expect(jsonOf(await send(simulator, target, form(vtt)))).toEqual({
      returncode: 'FAILED',
      messageKey: 'paramError',
      message: 'Missing param checksum.',
    })
    expect(key(await send(simulator, `${target}&checksum=0`, form(vtt)))).toBe('checksumError')
  })

  test('needs no label, and signs nothing of the body', async () => {
    const { simulator } = await start({ trackProcessingMs: 0 })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    const target = signedTarget(simulator, 'putRecordingTextTrack', {
      recordID,
      kind: 'captions',
      lang: 'pt-BR',
    })
    await send(simulator, target, form(vtt))
    expect(simulator.tracks(recordID)[0]).toMatchObject({ label: 'pt-BR', content: vtt })
    await send(simulator, target, form('WEBVTT other'))
    expect(simulator.tracks(recordID)[0]?.content).toBe('WEBVTT other')
  })

  test('by GET is the version document', async () => {
    const { simulator } = await start()
    expect(field(await call(simulator, 'putRecordingTextTrack'), 'version')).toBe('2.0')
  })

  test('is forgotten with everything else on reset', async () => {
    const { simulator } = await start({ trackProcessingMs: 0 })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    await put(simulator, { recordID })
    simulator.reset()
    expect([simulator.tracks(recordID), simulator.recordings()]).toEqual([[], []])
  })
})
