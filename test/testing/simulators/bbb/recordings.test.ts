import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { call, child, field, fieldNames, listed, outcome, parseXml, start } from './support.js'

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')
const start1 = Date.parse('2026-01-01T08:00:00Z')

describe('getRecordings', () => {
  test('is an empty element with a key when there are none', async () => {
    const { simulator } = await start()
    const answer = await call(simulator, 'getRecordings')
    expect(outcome(answer)).toBe('SUCCESS noRecordings')
    expect(answer.body).toContain('<recordings></recordings>')
  })

  test('has every field of a recording that has everything', async () => {
    const { simulator } = await start()
    const recordID = simulator.addRecording({
      meetingID: 'class-1',
      name: `Algebra <1> & "2"`,
      startTime: start1,
      participants: 7,
      rawSize: 123_456,
      metadata: { 'Course-Id': '07', isBreakout: 'true' },
      breakout: { parentId: 'parent-1', sequence: 2, freeJoin: true },
      breakoutRooms: ['room-1', 'room-2'],
      formats: [
        { type: 'video', url: 'https://bbb.example/video', size: 99, processingTimeMs: 5, lengthMinutes: 33 },
        {
          type: 'presentation',
          images: [{ url: 'https://bbb.example/1.png', width: 176, height: 136, alt: 'One & "two"' }],
        },
      ],
      dataFormats: [{ type: 'statistics', url: 'https://bbb.example/statistics' }],
    })
    const root = parseXml((await call(simulator, 'getRecordings')).body)
    const recording = child(root, 'recordings', 'recording')!
    expect(recordID).toBe(`${sha1('class-1')}-${start1}`)
    expect(Object.fromEntries(recording.children.map(({ name, text }) => [name, text.trim()]))).toEqual({
      recordID,
      meetingID: 'class-1',
      internalMeetingID: recordID,
      name: `Algebra <1> & "2"`,
      isBreakout: 'true',
      published: 'true',
      state: 'published',
      startTime: String(start1),
      endTime: String(start1 + 45 * 60_000),
      participants: '7',
      rawSize: '123456',
      metadata: '',
      breakout: '',
      breakoutRooms: '',
      playback: '',
      data: '',
    })
    const named = (...path: string[]) =>
      child(recording, ...path)!.children.map(({ name, text }) => [name, text.trim()])
    expect(named('metadata')).toEqual([
      ['meetingId', 'class-1'],
      ['meetingName', `Algebra <1> & "2"`],
      ['isBreakout', 'true'],
      ['Course-Id', '07'],
    ])
    expect(named('breakout')).toEqual([
      ['parentId', 'parent-1'],
      ['sequence', '2'],
      ['freeJoin', 'true'],
    ])
    expect(named('breakoutRooms').flat()).toEqual(['breakoutRoom', 'room-1', 'breakoutRoom', 'room-2'])
    expect(named('playback', 'format')).toEqual([
      ['type', 'video'],
      ['url', 'https://bbb.example/video'],
      ['processingTime', '5'],
      ['length', '33'],
      ['size', '99'],
    ])
    const second = child(recording, 'playback')!.children[1]!
    expect(fieldNames(second)).toEqual(['type', 'url', 'processingTime', 'length', 'preview'])
    expect(child(second, 'preview', 'images')?.children).toEqual([
      {
        name: 'image',
        attributes: { width: '176', height: '136', alt: 'One & "two"' },
        children: [],
        text: 'https://bbb.example/1.png',
      },
    ])
    expect(child(recording, 'data', 'format', 'type')?.text).toBe('statistics')
  })

  test('leaves out or empties what nobody knows', async () => {
    const { simulator } = await start()
    simulator.addRecording({
      meetingID: 'class-1',
      startTime: null,
      endTime: null,
      participants: null,
      formats: [],
    })
    const answer = await call(simulator, 'getRecordings')
    const recording = child(parseXml(answer.body), 'recordings', 'recording')!
    expect(fieldNames(recording)).toEqual([
      'recordID',
      'meetingID',
      'internalMeetingID',
      'name',
      'isBreakout',
      'published',
      'state',
      'startTime',
      'endTime',
      'participants',
      'metadata',
      'playback',
    ])
    expect(['startTime', 'endTime', 'participants'].map((name) => child(recording, name)?.text)).toEqual([
      '',
      '',
      '',
    ])
    expect(child(recording, 'playback')?.children).toEqual([])
  })

  test('names only the ID of a recording whose metadata is damaged', async () => {
    const { simulator } = await start()
    simulator.addRecording({ meetingID: 'class-1', recordID: 'damaged', broken: true })
    const root = parseXml((await call(simulator, 'getRecordings')).body)
    const recording = child(root, 'recordings', 'recording')!
    expect(fieldNames(recording)).toEqual(['error'])
    expect(child(recording, 'error', 'recordID')?.text).toBe('damaged')
    expect(await listed(simulator, { meta_meetingId: 'class-1' })).toEqual([])
  })

  test('has texts in CDATA on 2.2', async () => {
    const { simulator } = await start({ server: 'bbb-2.2' })
    simulator.addRecording({ meetingID: 'class-1', name: 'Tom & ]]> Ann', metadata: { topic: '<b>' } })
    const answer = await call(simulator, 'getRecordings')
    expect(answer.body).toContain('<topic><![CDATA[<b>]]></topic>')
    expect(field(answer, 'recordings', 'recording', 'name')).toBe('Tom & ]]> Ann')
  })

  test('lists neither from old to new nor from new to old, and always the same way', async () => {
    const { simulator } = await start()
    const added = [1, 2, 3, 4].map((hour) =>
      simulator.addRecording({ meetingID: `class-${hour}`, startTime: start1 + hour }),
    )
    const order = await listed(simulator)
    expect(order.toSorted()).toEqual(added.toSorted())
    expect(order).not.toEqual(added)
    expect(order).not.toEqual(added.toReversed())
    expect(await listed(simulator)).toEqual(order)
    expect(simulator.recordings().map(({ recordID }) => recordID)).toEqual(added)
  })

  test('finds nothing without an ID or a limit where the operator wants it so', async () => {
    const { simulator } = await start({ allowFetchAllRecordings: false })
    const recordID = simulator.addRecording({ meetingID: 'class-1' })
    expect(outcome(await call(simulator, 'getRecordings'))).toBe('SUCCESS noRecordings')
    expect(await listed(simulator, { state: 'any' })).toEqual([])
    for (const params of [{ recordID }, { meetingID: 'class-1' }, { limit: '1' }]) {
      expect(await listed(simulator, params)).toEqual([recordID])
    }
  })
})
