import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MalformedXmlError,
  readRequestXml,
} from '../../../../src/testing/simulators/bbb/documents/xml-reader.js'

describe('the reader of request bodies', () => {
  test('reads elements, attributes, text, CDATA, comments and references', () => {
    const root = readRequestXml(
      `<?xml version="1.0"?>\n<!-- <a> -->\n<a x="1 &lt; 2" y='"q"'>one &amp; &#116;&#x77;o<b/><c-d>x</c-d ><![CDATA[<&>]]></a>\n`,
    )
    expect([root.name, root.text, [...root.attributes]]).toEqual([
      'a',
      'one & two<&>',
      [
        ['x', '1 < 2'],
        ['y', '"q"'],
      ],
    ])
    expect(root.children.map(({ name, text }) => [name, text])).toEqual([
      ['b', ''],
      ['c-d', 'x'],
    ])
  })

  test('reads back every text that is escaped as XML wants it', () => {
    const referenced = (text: string): string =>
      text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, value) => {
        const root = readRequestXml(`<a b="${referenced(value)}">${referenced(text)}</a>`)
        expect([root.text, root.attributes.get('b')]).toEqual([text, value])
      }),
    )
  })

  test.each([
    '',
    'text',
    '<a>',
    '</a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a b="<"/>',
    '<a>&nbsp;</a>',
    '<a>& </a>',
    '<a>&#0;</a>',
    '<a>&#x110000;</a>',
    '<a>&amp</a>',
    '<!DOCTYPE a><a/>',
    '<a><!ENTITY b "c"></a>',
    '<a',
    '<a><![CDATA[</a>',
    '< a/>',
  ])('refuses %j', (xml) => {
    expect(() => readRequestXml(xml)).toThrow(MalformedXmlError)
  })

  test('refuses whatever else comes, with this error and no other', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ' ',
      '=',
      '"',
      "'",
      '&',
      ';',
      '!',
      '?',
      '-',
      '[',
      ']',
      '<a>',
      '</a>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          readRequestXml(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedXmlError)
        }
      }),
      { numRuns: 500 },
    )
  })
})
