import { describe, expect, test } from 'vitest'
import { call, create, grouped, outcome, pair, releases, start, visit } from './support.js'

const minute = 60_000

describe.each([
  ['publishRecordings', 'published', { publish: 'false' }, 'unpublished'],
  ['deleteRecordings', 'deleted', {}, 'deleted'],
  ['updateRecordings', 'updated', { meta_topic: 'Algebra' }, 'published'],
] as const)('%s', (name, field, params, state) => {
  test(`says ${field} when one of the IDs is there, and changes only that`, async () => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    simulator.addRecording({ meetingID: 'class-1' })
    const answer = await call(simulator, name, { recordID: `nothing,${recordID}`, ...params })
    expect(outcome(answer)).toBe('SUCCESS -')
    expect(answer.body).toContain(`<${field}>true</${field}>`)
    expect(simulator.recordings()[0]!.state).toBe(state)
    expect(simulator.recordings()[1]).toMatchObject({ state: 'published' })
    expect(simulator.recordings()[1]!.metadata).not.toHaveProperty('topic')
  })

  test('changes several at once', async () => {
    const { simulator } = await start()
    const recordIDs = [1, 2].map(() => simulator.addRecording({ meetingID: 'class-1' }))
    await call(simulator, name, { recordID: recordIDs.join(','), ...params })
    const changed = simulator
      .recordings()
      .filter((recording) => recording.state !== 'published' || 'topic' in recording.metadata)
    expect(changed).toHaveLength(2)
  })

  test('finds nothing by the beginning of an ID, nor what is deleted or still in the works', async () => {
    const { simulator } = await start()
    for (const recordID of ['deleted', 'processing', 'processed'] as const) {
      simulator.addRecording({ meetingID: 'class-1', recordID, state: recordID })
      expect(outcome(await call(simulator, name, { recordID, ...params }))).toBe('FAILED notFound')
    }
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    const beginning = { recordID: recordID.slice(0, 40), ...params }
    expect(outcome(await call(simulator, name, beginning))).toBe('FAILED notFound')
  })

  test('says what is missing', async () => {
    const groups = await grouped(releases, async (simulator) => {
      const answer = await call(simulator, name, params)
      return answer.body.includes('missingParamRecordID') ? outcome(answer) : 'something else'
    })
    expect(groups).toEqual({
      'FAILED -': '2.2 2.3',
      'FAILED missingParamRecordID': '2.4 2.5 2.6 2.7 3.0',
    })
  })

  test('is broken by an ID with a percent sign', async () => {
    const { simulator } = await start()
    expect((await call(simulator, name, { recordID: '50%', ...params })).status).toBe(500)
  })
})

test('publishRecordings needs to be told what to do, and does the opposite for anything but true', async () => {
  const { simulator } = await start()
  const recordID = simulator.addRecording({ meetingID: 'class-1' })
  const publish = (value: string) => call(simulator, 'publishRecordings', { recordID, publish: value })
  expect(outcome(await publish(''))).toBe('FAILED missingParamPublish')
  await publish('perhaps')
  expect(simulator.recordings()[0]!.published).toBe(false)
  await publish('TRUE')
  expect(simulator.recordings()[0]).toMatchObject({ published: true, state: 'published' })
})

test('publishRecordings and deleteRecordings take POST up to 2.3, updateRecordings always', async () => {
  for (const [name, expected] of [
    ['publishRecordings', { done: '2.2 2.3', version: '2.4 2.5 2.6 2.7 3.0' }],
    ['deleteRecordings', { done: '2.2 2.3', version: '2.4 2.5 2.6 2.7 3.0' }],
    ['updateRecordings', { done: '2.2 2.3 2.4 2.5 2.6 2.7 3.0' }],
  ] as const) {
    const groups = await grouped(releases, async (simulator) => {
      const recordID = simulator.addRecording({ meetingID: 'class-1' })
      const answer = await call(simulator, name, { recordID, publish: 'false' }, { method: 'POST' })
      return answer.body.includes('<version>') ? 'version' : 'done'
    })
    expect(groups).toEqual(expected)
  }
})

test('updateRecordings adds, replaces and removes keys as they are written, and drops names that are none', async () => {
  const { simulator } = await start()
  const recordID = simulator.addRecording({ meetingID: 'class-1', metadata: { Topic: 'Algebra', room: '1' } })
  await call(simulator, 'updateRecordings', {
    recordID,
    meta_Topic: 'Geometry',
    meta_topic: 'lower case',
    meta_room: '',
    meta_nothing: '',
    meta_under_score: 'x',
  })
  expect(simulator.recordings()[0]!.metadata).toEqual({
    meetingId: 'class-1',
    meetingName: 'Recording',
    isBreakout: 'false',
    Topic: 'Geometry',
    topic: 'lower case',
  })
})

describe('the recording of a meeting', () => {
  const recorded = { ...pair, record: 'true', 'meta_Course-Id': '7' }

  test('appears when the meeting is gone, and is ready after its processing', async () => {
    const { simulator, clock } = await start({ endDelayMs: 3000, recordingProcessingMs: 10 * minute })
    await create(simulator, 'class-1', recorded)
    const { internalMeetingID, createTime } = simulator.meeting('class-1')!
    await visit(simulator, 'class-1', { userID: 'u-1' })
    await visit(simulator, 'class-1', { userID: 'u-2' })
    simulator.startRecording('class-1')
    await clock.advance(30 * minute)
    await call(simulator, 'end', { meetingID: 'class-1' })
    expect(simulator.recordings()).toEqual([])
    await clock.advance(3000)
    const endTime = createTime + 30 * minute
    expect(simulator.recordings()).toEqual([
      {
        recordID: internalMeetingID,
        meetingID: 'class-1',
        internalMeetingID,
        name: 'Algebra',
        state: 'processing',
        published: false,
        startTime: createTime,
        endTime,
        participants: 2,
        rawSize: undefined,
        metadata: { meetingId: 'class-1', meetingName: 'Algebra', isBreakout: 'false', 'Course-Id': '7' },
        formats: [
          {
            type: 'presentation',
            url: expect.stringContaining(internalMeetingID),
            processingTimeMs: expect.any(Number),
            lengthMinutes: 30,
          },
        ],
        dataFormats: [],
        breakout: undefined,
        breakoutRooms: [],
        protected: false,
        broken: false,
      },
    ])
    expect(outcome(await call(simulator, 'getRecordings'))).toBe('SUCCESS noRecordings')
    expect((await call(simulator, 'getRecordings', { state: 'processing' })).body).toContain(
      internalMeetingID,
    )
    await clock.advance(10 * minute - 3001)
    expect(simulator.recordings()[0]!.state).toBe('processing')
    await clock.advance(1)
    expect(simulator.recordings()[0]!.state).toBe('published')
    expect((await call(simulator, 'getRecordings', { meetingID: 'class-1' })).body).toContain(
      internalMeetingID,
    )
  })

  test.each([
    ['of its own accord at the first entry', { ...recorded, autoStartRecording: 'true' }, 1],
    ['but not without anybody pressing the button', recorded, 0],
    ['but not without record', { ...pair, autoStartRecording: 'true' }, 0],
  ])('starts %s', async (_case, params, count) => {
    const { simulator } = await start()
    await create(simulator, 'class-1', params)
    await visit(simulator, 'class-1')
    simulator.forget('class-1')
    expect(simulator.recordings()).toHaveLength(count)
  })

  test('is none when nobody came, or the button was pressed where there is none', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { ...recorded, autoStartRecording: 'true' })
    await create(simulator, 'class-2', pair)
    simulator.startRecording('class-2')
    simulator.startRecording('nobody')
    simulator.forget('class-1')
    simulator.forget('class-2')
    expect(simulator.recordings()).toEqual([])
  })

  test('ends with the meeting, however that ends, not when somebody looks', async () => {
    const { simulator, clock } = await start()
    await create(simulator, 'class-1', { ...recorded, autoStartRecording: 'true', duration: '20' })
    await create(simulator, 'class-2', { ...recorded, autoStartRecording: 'true' })
    const began = clock.now()
    await visit(simulator, 'class-1')
    await visit(simulator, 'class-2', { userID: 'u-1' })
    simulator.leave('class-2', 'u-1')
    await clock.advance(60 * minute)
    const ends = simulator
      .recordings()
      .map(({ meetingID, endTime, state }) => [meetingID, endTime! - began, state])
    expect(ends).toEqual([
      ['class-1', 20 * minute, 'published'],
      ['class-2', 2 * minute, 'published'],
    ])
  })

  test('of a breakout room says whose it was', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1')
    const parentId = simulator.meeting('class-1')!.internalMeetingID
    const breakout = { isBreakout: 'true', parentMeetingID: 'class-1', sequence: '3', freeJoin: 'true' }
    await create(simulator, 'group-3', { ...recorded, ...breakout })
    const room = simulator.meetings()[1]!
    simulator.startRecording(room.meetingID)
    simulator.forget(room.meetingID)
    expect(simulator.recordings()[0]).toMatchObject({
      breakout: { parentId, sequence: 3, freeJoin: true },
      metadata: { isBreakout: 'true' },
    })
  })

  test('is one for each session of the same ID, and can be finished at once', async () => {
    const { simulator } = await start()
    for (const session of [1, 2]) {
      await create(simulator, 'class-1', { ...recorded, autoStartRecording: 'true' })
      await visit(simulator, 'class-1', { userID: `u-${session}` })
      simulator.forget('class-1')
    }
    simulator.finishRecordings()
    expect(simulator.recordings().map(({ state }) => state)).toEqual(['published', 'published'])
    const answer = await call(simulator, 'getRecordings', { meetingID: 'class-1' })
    expect(answer.body.match(/<recording>/g)).toHaveLength(2)
  })

  test('can be deleted before it is finished by nobody, and afterwards stays deleted', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { ...recorded, autoStartRecording: 'true' })
    await visit(simulator, 'class-1')
    simulator.forget('class-1')
    const { recordID } = simulator.recordings()[0]!
    expect(outcome(await call(simulator, 'deleteRecordings', { recordID }))).toBe('FAILED notFound')
    simulator.finishRecordings()
    expect(outcome(await call(simulator, 'deleteRecordings', { recordID }))).toBe('SUCCESS -')
    expect(outcome(await call(simulator, 'deleteRecordings', { recordID }))).toBe('FAILED notFound')
    expect(simulator.recordings()[0]!.state).toBe('deleted')
  })
})
