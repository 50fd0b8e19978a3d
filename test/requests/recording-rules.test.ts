import { createMeetings, type RecordingPageQuery, type RecordingTarget } from 'anymeet'
import { createFakeProvider } from 'anymeet/fake'
import { describe, expect, it } from 'vitest'

const fake = createFakeProvider()
const { recordings } = createMeetings({ providers: { fake } })
const ref = { v: 1, provider: 'fake', id: 'r-1' } as const

async function problem(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => ({ code: 'succeeded' }),
    (thrown: { code: string; problems?: { path: string }[] }) => thrown,
  )
  expect(error.code).toBe('invalid-request')
  return 'problems' in error ? (error.problems?.[0]?.path ?? '') : ''
}

describe('requests about recordings', () => {
  it.each<[string, object]>([
    ['meetingIds', { meetingIds: [] }],
    ['meetingIds.0', { meetingIds: ['a b'] }],
    ['states', { states: [] }],
    ['states.0', { states: ['gone'] }],
    ['metadata', { metadata: { Upper: 'x' } }],
    ['metadata.constructor', { metadata: { constructor: 5 } }],
    ['metadata', { metadata: JSON.parse('{"__proto__":"x"}') }],
    ['limit', { limit: 101 }],
    ['cursor', { cursor: '' }],
    ['limits', { limits: 5 }],
  ])('name %s where a query breaks its rule, and ask nobody', async (path, query) => {
    const before = fake.calls.length
    expect(await problem(recordings.list(query as RecordingPageQuery))).toBe(path)
    expect(fake.calls.length).toBe(before)
  })

  it.each<[string, unknown]>([
    ['recording', 'r-1'],
    ['recording', null],
    ['recording', 'amrec1.zzz'],
    ['recording.v', { ...ref, v: 2 }],
    ['recording.provider', { ...ref, provider: '' }],
    ['recording.id', { ...ref, id: 'r-1,r-2' }],
    ['recording.id', { ref: { ...ref, id: 'a b' } }],
  ])('name %s where a target is none', async (path, target) => {
    expect(await problem(recordings.get(target as RecordingTarget))).toBe(path)
  })

  it('name the field of a change or a caption file that breaks its rule', async () => {
    expect(await problem(recordings.update(ref, { metadata: { Bad: 'x' } }))).toBe('metadata')
    const upload = { kind: 'captions', language: 'en', label: 'English', content: 'WEBVTT' } as const
    expect(await problem(recordings.putCaptions(ref, { ...upload, language: 'no language' }))).toBe(
      'language',
    )
    expect(await problem(recordings.putCaptions(ref, { ...upload, content: '' }))).toBe('content')
    expect(
      await problem(recordings.putCaptions(ref, { ...upload, content: new Uint8Array(1_048_577) })),
    ).toBe('content')
    expect(await problem(recordings.putCaptions(ref, { ...upload, fileName: '../x' }))).toBe('fileName')
    expect(await problem(recordings.deleteCaptions(ref, { kind: 'lyrics' as never, language: 'en' }))).toBe(
      'kind',
    )
  })
})
