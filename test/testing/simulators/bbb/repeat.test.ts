import { describe, expect, test } from 'vitest'
import { create, field, outcome, type Params, pair, servers, start } from './support.js'

const other: Params = { attendeePW: 'apples', moderatorPW: 'plums' }
const onlyOne: Params = { moderatorPW: 'pears' }
const duplicate = 'SUCCESS duplicateWarning'
const notUnique = 'FAILED idNotUnique'

describe('a second create with the same ID', () => {
  test.each([
    ['the same passwords', pair, pair, duplicate, duplicate],
    ['another moderator password', pair, other, notUnique, notUnique],
    ['another attendee password', pair, { ...pair, attendeePW: 'figs' }, notUnique, notUnique],
    ['passwords only the first time', pair, {}, notUnique, notUnique],
    ['passwords only the second time', {}, pair, notUnique, notUnique],
    ['no passwords either time', {}, {}, notUnique, duplicate],
    ['empty passwords both times', { attendeePW: '' }, { moderatorPW: '' }, notUnique, duplicate],
    ['only one of the two both times', onlyOne, onlyOne, notUnique, notUnique],
  ] as const)('and %s', async (_case, first: Params, second: Params, on24, on30) => {
    const outcomes = []
    for (const server of servers) {
      const { simulator } = await start({ server })
      expect(outcome(await create(simulator, 'class-1', first))).toBe('SUCCESS ')
      outcomes.push(outcome(await create(simulator, 'class-1', second)))
      expect(simulator.created).toBe(1)
    }
    expect(outcomes).toEqual([on24, on30])
  })

  test('counts as a repetition on 2.4 with the passwords that the server invented', async () => {
    const { simulator } = await start({ server: 'bbb-2.4' })
    const first = await create(simulator, 'class-1', {})
    const invented = { attendeePW: field(first, 'attendeePW')!, moderatorPW: field(first, 'moderatorPW')! }
    expect(outcome(await create(simulator, 'class-1', invented))).toBe(duplicate)
  })

  test('changes nothing and carries the existing create time', async () => {
    const { simulator, clock } = await start()
    const first = await create(simulator, 'class-1')
    await clock.advance(5000)
    const second = await create(simulator, 'class-1', {
      ...pair,
      name: 'Geometry',
      duration: '10',
      meta_a: 'b',
    })
    expect(outcome(second)).toBe(duplicate)
    for (const name of ['createTime', 'internalMeetingID', 'voiceBridge', 'duration']) {
      expect(field(second, name)).toBe(field(first, name))
    }
    expect(simulator.meeting('class-1')).toMatchObject({ name: 'Algebra', params: pair })
  })

  test('does not mind its own voice bridge', async () => {
    const { simulator } = await start()
    await create(simulator, 'class-1', { ...pair, voiceBridge: '71234' })
    expect(outcome(await create(simulator, 'class-1', { ...pair, voiceBridge: '71234' }))).toBe(duplicate)
  })

  test('makes a new meeting when the server has forgotten the first', async () => {
    const { simulator } = await start()
    const first = await create(simulator, 'class-1')
    simulator.forget('class-1')
    expect(simulator.meeting('class-1')).toBeUndefined()
    const second = await create(simulator, 'class-1', other)
    expect(outcome(second)).toBe('SUCCESS ')
    expect(Number(field(second, 'createTime'))).toBeGreaterThan(Number(field(first, 'createTime')))
    expect(simulator.created).toBe(2)
  })
})
