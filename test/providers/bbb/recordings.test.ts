import { describe, expect, it } from 'vitest'
import type {
  ProviderRecording,
  ProviderRecordingQuery,
  ProviderRecordings,
} from '../../../src/spec/provider-recordings.js'
import type { BbbSimulatorOptions } from '../../../src/testing/simulators/bbb/index.js'
import { TestClock } from '../../../src/testing/test-clock.js'
import { callOptions, failure, onSimulator } from './support.js'

const options = callOptions()

async function setUp(settings: BbbSimulatorOptions = {}) {
  const { bbb, simulator } = await onSimulator(settings)
  return { simulator, recordings: bbb.recordings as Required<ProviderRecordings> }
}

function query(changes: Partial<ProviderRecordingQuery> = {}): ProviderRecordingQuery {
  return { states: ['published', 'unpublished'], metadata: {}, limit: 100, ...changes }
}

async function pages(recordings: Required<ProviderRecordings>, asked: ProviderRecordingQuery) {
  const found: ProviderRecording[] = []
  let count = 0
  let cursor: string | undefined
  do {
    const page = await recordings.list({ ...asked, ...(cursor !== undefined && { cursor }) }, options)
    found.push(...page.recordings)
    cursor = page.nextCursor
    count += 1
  } while (cursor !== undefined)
  return { found, count }
}

describe('recordings', () => {
  it('tell everything that the server knows, in neutral words', async () => {
    const { simulator, recordings } = await setUp()
    const images = [{ url: 'https://x.example/1.png', width: 10, height: 20, alt: 'one' }]
    const id = simulator.addRecording({
      meetingID: 'id.abc',
      name: 'Algebra',
      startTime: 1_700_000_000_000,
      metadata: { course: '7' },
      rawSize: 5,
      formats: [{ type: 'presentation', url: 'https://x.example/p', size: 3, lengthMinutes: 45, images }],
    })
    expect(await recordings.get(id, options)).toEqual({
      id,
      key: 'abc',
      session: id,
      name: 'Algebra',
      state: 'published',
      startedAt: new Date(1_700_000_000_000),
      endedAt: new Date(1_700_002_700_000),
      participantCount: 2,
      sizeBytes: 5,
      playback: [
        {
          format: 'presentation',
          url: 'https://x.example/p',
          durationMinutes: 45,
          sizeBytes: 3,
          previews: [{ url: 'https://x.example/1.png', width: 10, height: 20, text: 'one' }],
        },
      ],
      metadata: { course: '7' },
    })
  })

  it.each(['bbb-2.2', 'bbb-3.0', 'scalelite'] as const)(
    'of your ids cover all sessions on %s',
    async (server) => {
      const { simulator, recordings } = await setUp({ server })
      const first = simulator.addRecording({ meetingID: 'class-1', startTime: 1_000 })
      const second = simulator.addRecording({ meetingID: 'class-1', startTime: 2_000 })
      const other = simulator.addRecording({ meetingID: 'id.abc' })
      simulator.addRecording({ meetingID: 'class-2' })
      const { found } = await pages(recordings, query({ keys: ['class-1', 'abc'] }))
      expect(found.map(({ id }) => id).sort()).toEqual([first, second, other].sort())
      expect(found.find(({ id }) => id === other)?.key).toBe('abc')
    },
  )

  it('are told by state, the damaged ones too', async () => {
    const { simulator, recordings } = await setUp()
    for (const state of ['processing', 'processed', 'published', 'unpublished', 'deleted'] as const)
      simulator.addRecording({ meetingID: `m-${state}`, state })
    simulator.addRecording({ meetingID: 'm-broken', broken: true })
    const told = async (states: ProviderRecordingQuery['states']): Promise<string[]> =>
      (await pages(recordings, query({ states, keys: [...keys] }))).found.map(({ key }) => key).sort()
    const keys = ['m-processing', 'm-processed', 'm-published', 'm-unpublished', 'm-deleted', 'm-broken']
    expect(await told(['processing'])).toEqual(['m-processed', 'm-processing'])
    expect(await told(['published', 'unpublished'])).toEqual(['m-published', 'm-unpublished'])
    expect(await told(['deleted'])).toEqual(['m-deleted'])
    expect(await told(['failed'])).toEqual(['m-broken'])
  })

  it('have exactly the labels that were asked for', async () => {
    const { simulator, recordings } = await setUp()
    simulator.addRecording({ meetingID: 'm-1', metadata: { course: '%7', empty: '' } })
    simulator.addRecording({ meetingID: 'm-2', metadata: { course: '17' } })
    const of = async (metadata: Record<string, string>): Promise<string[]> =>
      (await pages(recordings, query({ metadata }))).found.map(({ key }) => key)
    expect(await of({ course: '%7' })).toEqual(['m-1'])
    expect(await of({ course: '17' })).toEqual(['m-2'])
    expect(await of({ empty: '' })).toEqual(['m-1'])
  })

  it.each([
    ['bbb-3.0', 'total'],
    ['bbb-2.6', 'pageable'],
    ['bbb-2.4', 'ignored'],
    ['scalelite', 'ignored'],
  ] as const)('come once and whole over the pages of %s (%s)', async (server, pagination) => {
    const { simulator, recordings } = await setUp({ server, pagination })
    simulator.addRecording({ meetingID: 'single' })
    simulator.fillRecordings(24)
    for (const limit of [1, 7, 25]) {
      const { found, count } = await pages(recordings, query({ limit }))
      expect(found).toHaveLength(25)
      expect(new Set(found.map(({ id }) => id)).size).toBe(25)
      expect(found.every(({ key, playback }) => playback.length === (key === 'single' ? 1 : 2))).toBe(true)
      expect(count).toBeGreaterThanOrEqual(25 / limit)
    }
  })

  it.each(['', 'x', '{}', '{"offset":-1}', '[]', '{"offset":"1"}'])(
    'refuse the cursor %j',
    async (cursor) => {
      const { recordings } = await setUp()
      expect(await failure(recordings.list(query({ cursor }), options))).toMatchObject({
        code: 'invalid-request',
        problems: [{ path: 'cursor' }],
      })
    },
  )

  it('are found by the whole id only', async () => {
    const { simulator, recordings } = await setUp()
    simulator.addRecording({ meetingID: 'm', recordID: 'abc-1234' })
    const id = simulator.addRecording({ meetingID: 'm', recordID: 'abc-123' })
    expect(await recordings.get(id, options)).toMatchObject({ id })
    for (const unknown of ['abc', 'abc-12345', '', 'a,b'])
      expect(await failure(recordings.get(unknown, options))).toMatchObject({ code: 'not-found' })
  })

  it.each(['bbb-2.4', 'bbb-3.0', 'scalelite', 'b3scale'] as const)(
    'are published, withheld, labelled and deleted on %s',
    async (server) => {
      const { simulator, recordings } = await setUp({ server })
      const id = simulator.addRecording({ meetingID: 'm', metadata: { old: 'x' } })
      await recordings.unpublish(id, options)
      expect(await recordings.get(id, options)).toMatchObject({ state: 'unpublished' })
      await recordings.publish(id, options)
      await recordings.update(id, { metadata: { course: 'ä', old: '' } }, options)
      expect(await recordings.get(id, options)).toMatchObject({
        state: 'published',
        metadata: { course: 'ä' },
      })
      await recordings.delete(id, options)
      const gone = [
        recordings.delete(id, options),
        recordings.publish('unknown', options),
        recordings.update('unknown', { metadata: { a: 'b' } }, options),
      ]
      for (const call of gone) expect(await failure(call)).toMatchObject({ code: 'not-found' })
    },
  )

  it('have captions', async () => {
    const clock = new TestClock()
    const { simulator, recordings } = await setUp({ clock })
    const id = simulator.addRecording({ meetingID: 'm' })
    expect(await recordings.captions(id, options)).toEqual([])
    const upload = { kind: 'captions', language: 'pt-BR', label: 'Português', content: 'WEBVTT' } as const
    await recordings.putCaptions(id, upload, options)
    await clock.advance(60_000)
    expect(await recordings.captions(id, options)).toEqual([
      { kind: 'captions', language: 'pt-BR', label: 'Português', source: 'upload', url: expect.any(String) },
    ])
    await recordings.deleteCaptions(id, { kind: 'captions', language: 'pt-BR' }, options)
    await clock.advance(60_000)
    expect(await recordings.captions(id, options)).toEqual([])
    for (const call of [
      recordings.captions('unknown', options),
      recordings.putCaptions('unknown', upload, options),
    ])
      expect(await failure(call)).toMatchObject({ code: 'not-found' })
  })
})
