import { describe, expect, test } from 'vitest'
import type { BbbSimulator } from '../../../../src/testing/simulators/bbb/index.js'
import { call, child, field, fieldNames, listed, outcome, type Params, parseXml, start } from './support.js'

const start1 = Date.parse('2026-01-01T08:00:00Z')

describe('a page', () => {
  async function five(options: Parameters<typeof start>[0]): Promise<BbbSimulator> {
    const { simulator } = await start(options)
    for (let number = 1; number <= 5; number += 1) {
      simulator.addRecording({
        meetingID: 'm',
        recordID: `r-${number}`,
        startTime: start1 + number,
        formats: [{ type: 'video' }, { type: 'presentation' }],
      })
    }
    return simulator
  }

  test.each(['bbb-2.2', 'bbb-2.5', 'scalelite', 'b3scale'] as const)(
    'is everything on %s',
    async (server) => {
      const simulator = await five({ server })
      expect(await listed(simulator, { limit: '1', offset: '3' })).toHaveLength(5)
    },
  )

  test.each(['bbb-2.7', 'bbb-3.0'] as const)('is counted in recordings on %s', async (server) => {
    const simulator = await five({ server })
    const whole = await listed(simulator)
    for (const offset of [0, 2, 4]) {
      const answer = await call(simulator, 'getRecordings', { limit: '2', offset: String(offset) })
      expect(field(answer, 'totalElements')).toBe('5')
      expect(field(answer, 'pagination')).toBeUndefined()
      const page = await listed(simulator, { limit: '2', offset: String(offset) })
      expect(page).toEqual(whole.slice(offset, offset + 2))
    }
    const beyond = await call(simulator, 'getRecordings', { limit: '2', offset: '5' })
    expect([outcome(beyond), field(beyond, 'totalElements')]).toEqual(['SUCCESS noRecordings', '5'])
    expect(field(await call(simulator, 'getRecordings'), 'totalElements')).toBeUndefined()
  })

  test('is counted in formats on 2.6, and cut before they are put together', async () => {
    const simulator = await five({ server: 'bbb-2.6' })
    const answer = await call(simulator, 'getRecordings', { limit: '3', offset: '1' })
    const root = parseXml(answer.body)
    const formats = child(root, 'recordings')!.children.map((recording) =>
      child(recording, 'playback')!.children.map((format) => child(format, 'type')?.text),
    )
    expect(formats).toEqual([['presentation'], ['video', 'presentation']])
    const pagination = child(root, 'pagination')!
    expect(fieldNames(pagination)).toEqual(['pageable', 'totalElements', 'empty'])
    expect(['totalElements', 'empty'].map((name) => child(pagination, name)?.text)).toEqual(['10', 'false'])
    expect(child(pagination, 'pageable')!.children.map(({ name, text }) => [name, text])).toEqual([
      ['offset', '1'],
      ['limit', '3'],
      ['paged', 'true'],
      ['unpaged', 'false'],
    ])
    const beyond = await call(simulator, 'getRecordings', { limit: '3', offset: '10' })
    expect(outcome(beyond)).toBe('SUCCESS noRecordings')
    expect(field(beyond, 'pagination', 'empty')).toBe('true')
    expect(field(await call(simulator, 'getRecordings'), 'pagination')).toBeUndefined()
  })

  test('of an early 3.0 has the shape of 2.6, when the test says so', async () => {
    const simulator = await five({ pagination: 'pageable' })
    const answer = await call(simulator, 'getRecordings', { limit: '3' })
    expect(field(answer, 'pagination', 'totalElements')).toBe('10')
  })

  test.each([
    [{ limit: '0' }, 1],
    [{ limit: '-3' }, 1],
    [{ limit: '1000' }, 5],
    [{ limit: 'many' }, 5],
    [{ limit: '2', offset: '-1' }, 2],
    [{ limit: '2', offset: 'x' }, 2],
    [{ offset: '4' }, 5],
  ])('with %j has %i', async (params, count) => {
    const simulator = await five({})
    expect(await listed(simulator, params as Params)).toHaveLength(count)
  })

  test('has at most a hundred', async () => {
    const { simulator } = await start()
    simulator.fillRecordings(101)
    expect(await listed(simulator, { limit: '101' })).toHaveLength(100)
  })
})
