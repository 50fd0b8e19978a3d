import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../../src/testing/test-clock.js'
import { failure } from '../support.js'
import { clientOn } from './support.js'

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

describe('recordings', () => {
  it.each(['bbb-2.2', 'bbb-3.0'] as const)('are typed on %s', async (server) => {
    const { client, simulator } = await clientOn({ server })
    const images = [{ url: 'https://x.example/1.png', width: 176, height: 136, alt: 'A "b" & <c>' }]
    const recordID = simulator.addRecording({
      meetingID: '0123',
      name: 'Über & <alles>',
      startTime: 1_700_000_000_000,
      endTime: null,
      participants: null,
      rawSize: 1234,
      metadata: { Course: '007', constructor: 'x' },
      formats: [{ type: 'presentation', images, size: 99, lengthMinutes: 0 }],
      breakout: { parentId: 'p-1', sequence: 2, freeJoin: true },
      breakoutRooms: ['r-1'],
    })
    const { recordings } = await client.getRecordings({ meetingID: ['0123'] })
    expect(recordings).toEqual([
      {
        recordID,
        meetingID: '0123',
        internalMeetingID: recordID,
        name: 'Über & <alles>',
        isBreakout: true,
        published: true,
        state: 'published',
        startTime: new Date(1_700_000_000_000),
        rawSize: 1234,
        metadata: {
          meetingId: '0123',
          meetingName: 'Über & <alles>',
          isBreakout: 'true',
          Course: '007',
          constructor: 'x',
        },
        breakout: { parentId: 'p-1', sequence: 2, freeJoin: true },
        breakoutRooms: ['r-1'],
        playback: [
          expect.objectContaining({
            type: 'presentation',
            length: 0,
            processingTime: 7177,
            size: 99,
            images,
          }),
        ],
        data: [],
        broken: false,
      },
    ])
  })

  it('are an empty list where there is none', async () => {
    const { client } = await clientOn()
    expect(await client.getRecordings()).toEqual({ recordings: [] })
  })

  it('tell one whose description is damaged by its id alone', async () => {
    const { client, simulator } = await clientOn()
    const recordID = simulator.addRecording({ meetingID: 'm-1', broken: true })
    expect((await client.getRecordings()).recordings).toMatchObject([
      { recordID, broken: true, playback: [] },
    ])
  })

  it.each([
    ['pageable', { totalElements: 14, countsFormats: true }],
    ['total', { totalElements: 7, countsFormats: false }],
  ] as const)('tell the page in the shape %s', async (pagination, told) => {
    const { client, simulator } = await clientOn({ pagination })
    simulator.fillRecordings(7)
    expect((await client.getRecordings({ limit: 3, offset: 0 })).pagination).toEqual(told)
  })

  it.each([
    ['bbb-2.4', 'ignored', 1],
    ['bbb-2.6', 'pageable', 5],
    ['bbb-3.0', 'total', 3],
    ['scalelite', 'ignored', 1],
    ['bbb-3.0', 'ignored', 1],
  ] as const)('come once each over all pages of %s (%s)', async (server, pagination, calls) => {
    const { client, simulator } = await clientOn({ server, pagination })
    simulator.addRecording({ meetingID: 'first' })
    simulator.fillRecordings(210)
    const found = await all(client.eachRecording())
    expect(found).toHaveLength(211)
    expect(new Set(found.map(({ recordID }) => recordID)).size).toBe(211)
    expect(
      found.every(({ meetingID, playback }) => playback.length === (meetingID === 'first' ? 1 : 2)),
    ).toBe(true)
    expect(simulator.callsTo('getRecordings')).toBe(calls)
  })

  it('are published, changed and deleted', async () => {
    const { client, simulator } = await clientOn()
    const recordID = simulator.addRecording({ meetingID: 'm-1', metadata: { old: 'x' } })
    await client.publishRecordings({ recordID: [recordID, 'unknown'], publish: false })
    await client.updateRecordings({ recordID: [recordID], meta: { course: 'ä & b', old: '' } })
    expect(simulator.recordings()).toMatchObject([{ state: 'unpublished', metadata: { course: 'ä & b' } }])
    expect(simulator.recordings()[0]?.metadata).not.toHaveProperty('old')
    await client.deleteRecordings({ recordID: [recordID] })
    expect((await client.getRecordings({ state: ['deleted'] })).recordings).toHaveLength(1)
    expect(await failure(client.deleteRecordings({ recordID: [recordID] }))).toMatchObject({
      code: 'not-found',
      operation: 'deleteRecordings',
    })
  })

  it('are found by an id with a plus and a percent sign, which the server decodes twice', async () => {
    const { client, simulator } = await clientOn()
    simulator.addRecording({ meetingID: 'a+b%20c' })
    expect((await client.getRecordings({ meetingID: ['a+b%20c'] })).recordings).toHaveLength(1)
  })
})

describe('text tracks', () => {
  it('are put as bytes, text, stream and file, listed and deleted', async () => {
    const clock = new TestClock()
    const { client, simulator } = await clientOn({ clock })
    const recordID = simulator.addRecording({ meetingID: 'm-1' })
    const folder = await mkdtemp(join(tmpdir(), 'tracks-'))
    const path = join(folder, 'es.vtt')
    await writeFile(path, 'WEBVTT es')
    const contents = {
      de: Buffer.from('WEBVTT de'),
      fr: 'WEBVTT fr',
      it: Readable.from([Buffer.from('WEBVTT'), ' it']),
      es: { path },
    }
    for (const [lang, content] of Object.entries(contents))
      await client.putRecordingTextTrack({
        recordID,
        kind: 'subtitles',
        lang,
        label: lang,
        file: { content },
      })
    await rm(folder, { recursive: true })
    expect(await client.getRecordingTextTracks(recordID)).toEqual([])
    await clock.advance(60_000)
    expect(
      simulator
        .tracks(recordID)
        .map(({ lang, content }) => [lang, content])
        .sort(([one = ''], [other = '']) => one.localeCompare(other)),
    ).toEqual([
      ['de', 'WEBVTT de'],
      ['es', 'WEBVTT es'],
      ['fr', 'WEBVTT fr'],
      ['it', 'WEBVTT it'],
    ])
    const [track] = await client.getRecordingTextTracks(recordID)
    expect(track).toMatchObject({
      kind: 'subtitles',
      source: 'upload',
      href: expect.stringContaining('http'),
    })
    await client.putRecordingTextTrack({ recordID, kind: 'subtitles', lang: 'de' })
    await clock.advance(60_000)
    expect(simulator.tracks(recordID)).toHaveLength(3)
  })

  it('fail by their own keys', async () => {
    const { client, simulator } = await clientOn()
    expect(await failure(client.getRecordingTextTracks('unknown'))).toMatchObject({
      code: 'not-found',
      vendorCode: 'noRecordings',
      operation: 'getRecordingTextTracks',
    })
    const recordID = simulator.addRecording({ meetingID: 'm-1' })
    const put = client.putRecordingTextTrack({
      recordID,
      kind: 'captions',
      lang: '!!',
      file: { content: 'x' },
    })
    expect(await failure(put)).toMatchObject({ code: 'invalid-request', vendorCode: 'invalidLang' })
  })

  it('tells a wrong secret in either form', async () => {
    const { client } = await clientOn({}, { secret: 'another' })
    expect(await failure(client.getRecordingTextTracks('x'))).toMatchObject({ code: 'unauthenticated' })
    const put = client.putRecordingTextTrack({ recordID: 'x', kind: 'captions', lang: 'de' })
    expect(await failure(put)).toMatchObject({ code: 'unauthenticated', vendorCode: 'checksumError' })
  })
})
