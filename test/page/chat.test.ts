import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChatEntry, chatAdded, chatFailed } from '../../page/src/meeting/chat-log.js'
import {
  chatOverflow,
  decodeChat,
  encodeChat,
  MESSAGE_LIMIT_BYTES,
} from '../../page/src/meeting/chat-message.js'

const entry = (id: string, at: number, seat = 'seat-ben'): ChatEntry => ({
  id,
  seat,
  at,
  text: id,
  mine: false,
  failed: false,
})
const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => value.trim() !== '')

describe('a chat message', () => {
  test('arrives as it was sent, whatever is in it', () => {
    fc.assert(
      fc.property(fc.uuid(), text, (id, written) => {
        expect(decodeChat(encodeChat({ id, text: written }))).toEqual({ id, text: written })
      }),
    )
  })

  test('is as long in bytes as the vendor counts', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme', maxLength: 3_000 }), (id, written) => {
        const bytes = Buffer.byteLength(encodeChat({ id, text: written }))
        expect(chatOverflow({ id, text: written })).toBe(Math.max(0, bytes - MESSAGE_LIMIT_BYTES))
      }),
    )
  })

  test('that is none is nothing, and breaks nothing', () => {
    fc.assert(fc.property(fc.anything(), (value) => void decodeChat(JSON.stringify(value) ?? '')))
    fc.assert(fc.property(fc.string(), (value) => void decodeChat(value)))
    for (const data of [
      '',
      'null',
      '[]',
      '{"id":1,"text":"x"}',
      '{"id":"","text":"x"}',
      '{"id":"a","text":"  "}',
    ])
      expect(decodeChat(data)).toBeUndefined()
    expect(decodeChat(JSON.stringify({ id: 'x'.repeat(65), text: 'a' }))).toBeUndefined()
  })
})

describe('the chat', () => {
  test('is in the order of time, however messages arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 }), (times) => {
        const log = times.reduce<readonly ChatEntry[]>((all, at) => chatAdded(all, entry(`m${at}`, at)), [])
        expect(log.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6])
      }),
    )
  })

  test.each([
    ['slow', 10],
    ['fast', 9_000],
  ])('keeps one’s own where they were written, though the clock is %s', (_, at) => {
    const mine = { ...entry('mine', at, 'seat-ana'), mine: true }
    const log = [entry('one', 1_000), mine, entry('two', 2_000), entry('missed', 1_500)].reduce<
      readonly ChatEntry[]
    >((all, next) => chatAdded(all, next), [])
    expect(log.map(({ id }) => id)).toEqual(['one', 'mine', 'missed', 'two'])
  })

  test('shows a message once that arrives again, and two people may choose the same id', () => {
    const log = chatAdded([], entry('a', 1))
    expect(chatAdded(log, entry('a', 9))).toBe(log)
    expect(chatAdded(log, entry('a', 2, 'seat-eve'))).toHaveLength(2)
  })

  test('forgets the oldest in a long meeting', () => {
    let log: readonly ChatEntry[] = []
    for (let at = 0; at < 600; at++) log = chatAdded(log, entry(`m${at}`, at))
    expect(log).toHaveLength(500)
    expect(log[0]?.id).toBe('m100')
  })

  test('marks what was given back, of that sender only', () => {
    const log = [entry('a', 1), entry('a', 2, 'seat-eve')]
    expect(chatFailed(log, 'seat-ben', 'a').map(({ failed }) => failed)).toEqual([true, false])
  })
})
