import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, branch, cdata, group, leaf } from '../../../../src/testing/simulators/bbb/xml.js'
import { call, create, field, parseXml, start } from './support.js'

/** Any text, with many of those characters that XML treats in its own way. */
const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '&amp;',
        '&#65;',
        '<',
        '>',
        '"',
        "'",
        '\u0000',
        '\u001F',
        '\uFFFE',
        '\uD800',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

function isLegal(character: string): boolean {
  const code = character.codePointAt(0)!
  if (code < 0x20) return [9, 10, 13].includes(code)
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000
}

/** What an XML reader gives back of a text: what XML cannot hold is gone, and every line end is one. */
const readable = (text: string): string => [...text].filter(isLegal).join('').replace(/\r\n?/g, '\n')

describe('an answer', () => {
  test('is well-formed whatever text is in it, and reads back as what XML can hold of it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const element of [leaf('a', text), cdata('a', text), bare('a', {}, text)]) {
          expect(parseXml(element).text).toBe(readable(text))
        }
        expect(parseXml(bare('a', { b: text })).attributes['b']).toBe(readable(text).replace(/[\n\t]/g, ' '))
      }),
      { numRuns: 300 },
    )
  })

  test('has every child, in the order in which they were', () => {
    expect(branch('a')).toBe('<a>\n</a>')
    expect(group('a', [leaf('b', 1), leaf('c', true)])).toBe('<a>\n<b>1</b>\n<c>true</c>\n</a>')
    expect(branch('a', leaf('b', ''))).toBe(group('a', ['<b></b>']))
  })

  test('has the texts of a recording that a test made up, on every kind of server', async () => {
    for (const server of ['bbb-2.2', 'bbb-3.0'] as const) {
      const { simulator } = await start({ server })
      const text = `a\u0000b\u0008 <i> & ]]> "q" 'q' \uD83D\uDE00 \uFFFF`
      simulator.addRecording({ meetingID: 'class-1', name: text, metadata: { topic: text } })
      const answer = await call(simulator, 'getRecordings')
      const expected = `ab <i> & ]]> "q" 'q' \uD83D\uDE00 `
      expect(field(answer, 'recordings', 'recording', 'name')).toBe(expected)
      expect(field(answer, 'recordings', 'recording', 'metadata', 'topic')).toBe(expected)
    }
  })

  test('keeps IDs, passwords and names that look like numbers as they are', async () => {
    const { simulator } = await start()
    const answer = await create(simulator, '0123', {
      attendeePW: '1e5',
      moderatorPW: 'true',
      voiceBridge: '01234',
    })
    const fields = ['meetingID', 'attendeePW', 'moderatorPW', 'voiceBridge'].map((name) =>
      field(answer, name),
    )
    expect(fields).toEqual(['0123', '1e5', 'true', '01234'])
  })
})
