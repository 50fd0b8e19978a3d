import { describe, expect, test } from 'vitest'
import { call, listed, start, texts } from './support.js'

const start1 = Date.parse('2026-01-01T08:00:00Z')

describe('the meetingID', () => {
  test('finds every session of a meeting, and of no other', async () => {
    const { simulator } = await start()
    const first = simulator.addRecording({ meetingID: 'class-1', startTime: start1 })
    const second = simulator.addRecording({ meetingID: 'class-1', startTime: start1 + 1 })
    const other = simulator.addRecording({ meetingID: 'class-10', startTime: start1 })
    expect((await listed(simulator, { meetingID: 'class-1' })).toSorted()).toEqual([first, second].toSorted())
    expect(await listed(simulator, { meetingID: 'class-10,class-2' })).toEqual([other])
    expect(await listed(simulator, { meetingID: 'class' })).toEqual([])
  })

  test('is not the internal ID, and a load balancer looks for it itself', async () => {
    for (const [server, found] of [
      ['bbb-3.0', []],
      ['scalelite', ['imported-1']],
    ] as const) {
      const { simulator } = await start({ server })
      const recordID = simulator.addRecording({ meetingID: 'class-1' })
      expect(await listed(simulator, { meetingID: recordID })).toEqual([])
      simulator.addRecording({ meetingID: 'class-2', recordID: 'imported-1' })
      expect(await listed(simulator, { meetingID: 'class-2' })).toEqual(found)
    }
  })

  test('is ignored when there is a recordID', async () => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    simulator.addRecording({ meetingID: 'class-2' })
    expect(await listed(simulator, { recordID, meetingID: 'class-2' })).toEqual([recordID])
    expect(await listed(simulator, { recordID: '', meetingID: 'class-1' })).toEqual([recordID])
  })
})

describe('the recordID', () => {
  test('is the beginning of one, so that IDs which overlap find the same twice', async () => {
    const { simulator } = await start()
    for (const recordID of ['abc-1', 'abc-2', 'xyz-1']) simulator.addRecording({ meetingID: 'm', recordID })
    expect((await listed(simulator, { recordID: 'abc' })).toSorted()).toEqual(['abc-1', 'abc-2'])
    expect(await listed(simulator, { recordID: 'abc-1,abc-1' })).toEqual(['abc-1', 'abc-1'])
    expect((await listed(simulator, { recordID: 'abc,abc-2' })).toSorted()).toEqual([
      'abc-1',
      'abc-2',
      'abc-2',
    ])
    expect(await listed(simulator, { recordID: 'ABC' })).toEqual([])
  })

  test('is decoded a second time: a plus is lost, and a percent sign breaks the server', async () => {
    const { simulator } = await start()
    for (const recordID of ['a b', 'a+b', 'a%b', 'a%2Bb'])
      simulator.addRecording({ meetingID: 'm', recordID })
    expect(await listed(simulator, { recordID: 'a+b' })).toEqual(['a b'])
    expect(await listed(simulator, { recordID: 'a%2Bb' })).toEqual(['a+b'])
    const broken = await call(simulator, 'getRecordings', { recordID: 'a%b' })
    expect([broken.status, broken.headers['content-type']]).toEqual([500, 'text/html'])
  })
})

describe('the state', () => {
  test.each([
    [{}, ['published', 'unpublished']],
    [{ state: '' }, ['published', 'unpublished']],
    [{ state: 'any' }, ['processing', 'processed', 'published', 'unpublished', 'deleted']],
    [{ state: 'deleted,any' }, ['processing', 'processed', 'published', 'unpublished', 'deleted']],
    [{ state: 'processing,deleted' }, ['processing', 'deleted']],
    [{ state: 'published' }, ['published']],
    [{ state: 'Published' }, []],
  ])('%j finds %j', async (params, states) => {
    const { simulator } = await start()
    for (const state of ['processing', 'processed', 'published', 'unpublished', 'deleted'] as const) {
      simulator.addRecording({ meetingID: 'class-1', recordID: state, state })
    }
    expect((await listed(simulator, params)).toSorted()).toEqual(states.toSorted())
  })

  test('is told with the recording, and published with it', async () => {
    const { simulator } = await start()
    simulator.addRecording({ meetingID: 'class-1', state: 'unpublished' })
    const answer = await call(simulator, 'getRecordings')
    expect(texts(answer, ['recordings', 'recording'], 'state')).toEqual(['unpublished'])
    expect(texts(answer, ['recordings', 'recording'], 'published')).toEqual(['false'])
    expect(simulator.recordings()[0]).toMatchObject({ state: 'unpublished', published: false })
  })
})

describe('a filter on metadata', () => {
  test.each([
    [{ meta_topic: 'Algebra' }, ['a']],
    [{ meta_topic: 'Alg%' }, ['a', 'b']],
    [{ meta_topic: '%bra' }, ['a']],
    [{ meta_topic: '%lg%' }, ['a', 'b']],
    [{ meta_topic: '%' }, ['a', 'b']],
    [{ meta_topic: 'algebra' }, []],
    [{ meta_topic: 'A%a' }, []],
    [{ meta_Topic: 'Algebra' }, []],
    [{ meta_topic: 'Alg%', meta_room: '2' }, ['b']],
    [{ meta_meetingName: 'Recording' }, ['a', 'b', 'c']],
  ] as const)('%j finds %j', async (params, expected) => {
    const { simulator } = await start()
    simulator.addRecording({ meetingID: 'm', recordID: 'a', metadata: { topic: 'Algebra', room: '1' } })
    simulator.addRecording({ meetingID: 'm', recordID: 'b', metadata: { topic: 'Algorithms', room: '2' } })
    simulator.addRecording({ meetingID: 'm', recordID: 'c' })
    expect((await listed(simulator, params)).toSorted()).toEqual(expected)
  })

  test('that is empty breaks the server', async () => {
    const { simulator } = await start()
    expect((await call(simulator, 'getRecordings', { meta_topic: '' })).status).toBe(500)
  })
})
