import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadFlatReader, loadStreamReader } from '../../../../providers/bbb/xml/load-reader.js'
import type { XmlElement } from '../../../../providers/bbb/xml/xml-element.js'
import { type OpenXmlReader, refusals, XmlRefusal } from '../../../../providers/bbb/xml/xml-reader.js'

const flat = await loadFlatReader()
const stream = await loadStreamReader()
const readers: [string, OpenXmlReader][] = [
  ['flat', flat],
  ['stream', stream],
]

function read(open: OpenXmlReader, ...parts: string[]): XmlElement {
  const reader = open()
  for (const part of parts) reader.write(part)
  return reader.end()
}

/** The tree, or the one word 'refused'. */
function outcome(open: OpenXmlReader, ...parts: string[]): unknown {
  try {
    return read(open, ...parts)
  } catch (error) {
    if (error instanceof XmlRefusal) return 'refused'
    throw error
  }
}

function reason(open: OpenXmlReader, xml: string): string {
  try {
    read(open, xml)
  } catch (error) {
    if (error instanceof XmlRefusal) return error.message
    throw error
  }
  return 'read'
}

const leaf = (name: string, text: string): XmlElement => ({ name, text, attributes: undefined, children: [] })

describe.each(readers)('the %s reader', (_name, open) => {
  it('leaves every text a text, whatever it looks like', () => {
    const texts = ['007', '1e5', '0x1F', 'true', '+49 1', ' padded ', '12345678901234567890', 'NaN']
    const xml = `<r>${texts.map((text) => `<t>${text}</t>`).join('')}</r>`
    expect(read(open, xml).children).toEqual(texts.map((text) => leaf('t', text)))
  })

  it('makes no difference between a list of one and a longer one', () => {
    expect(read(open, '<r><a>1</a></r>').children).toEqual([leaf('a', '1')])
    expect(read(open, '<r><a>1</a><a>2</a></r>').children).toEqual([leaf('a', '1'), leaf('a', '2')])
    expect(read(open, '<r/>').children).toEqual([])
    expect(read(open, '<r>\n</r>').children).toEqual([])
  })

  it('decodes named and numeric references once, and CDATA not at all', () => {
    expect(read(open, '<r>&lt;&#233;&#xE9;&#x1F600;&amp;lt;&quot;&apos;&gt;</r>').text).toBe('<éé😀&lt;"\'>')
    expect(read(open, '<r>a<![CDATA[<b>&amp;]]>c</r>').text).toBe('a<b>&amp;c')
  })

  it('keeps attributes, decoded', () => {
    expect(read(open, `<r><e key="a &amp; b" message='"1"'/></r>`).children[0]?.attributes).toEqual({
      key: 'a & b',
      message: '"1"',
    })
  })

  it('takes names that mean something to JavaScript as they are', () => {
    const names = ['constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__']
    const xml = `<r>${names.map((name) => `<${name}>1</${name}>`).join('')}</r>`
    expect(read(open, xml).children.map((child) => child.name)).toEqual(names)
  })

  it('takes a declaration, a byte order mark, comments and Windows line ends', () => {
    const xml =
      '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- a --><r>\r\n<a>x\r\ny</a><!-- b --></r>\r\n'
    expect(read(open, xml).children).toEqual([leaf('a', 'x\ny')])
  })

  it('stops at the end of the first root', () => {
    const first = '<response><returncode>FAILED</returncode></response>'
    for (const rest of [
      '<response/>',
      '<?xml version="1.0"?><r/>',
      'text',
      '<!DOCTYPE x>',
      '<a><b',
      '&nope;',
    ])
      expect(read(open, first + rest).children).toEqual([leaf('returncode', 'FAILED')])
  })

  it.each([
    ['nothing', '', refusals.empty],
    ['white space only', ' \n', refusals.short],
    ['plain text', 'Bad Gateway', refusals.outside],
    ['JSON', '{"response":{}}', refusals.outside],
    ['text before the root', 'x<r/>', refusals.outside],
    ['CDATA before the root', '<![CDATA[x]]><r/>', refusals.outside],
    ['an HTML page', '<!DOCTYPE html><html><body></body></html>', refusals.doctype],
    ['an unclosed HTML page', '<html><body><hr>502</body></html>', refusals.malformed],
    ['entities of its own', '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', refusals.doctype],
    ['a processing instruction', '<?php echo 1 ?><r/>', refusals.instruction],
    ['an undeclared entity', '<r>&nbsp;</r>', refusals.malformed],
    ['an entity named like a member of Object', '<r>&constructor;</r>', refusals.malformed],
    ['an entity named __proto__', '<r>&__proto__;</r>', refusals.malformed],
    ['a bare ampersand', '<r>a & b; c</r>', refusals.malformed],
    ['a reference to NUL', '<r>&#0;</r>', refusals.malformed],
    ['a reference to half a character', '<r>&#xD800;</r>', refusals.malformed],
    ['a reference past Unicode', '<r>&#x110000;</r>', refusals.malformed],
    ['a control character', '<r>\u0001</r>', refusals.malformed],
    ['crossed tags', '<r><a><b></a></b></r>', refusals.malformed],
    ['a wrong closing tag', '<r><a>1</r>', refusals.malformed],
    ['a tag that never closes', '<r><a>1</a>', refusals.short],
    ['an end inside a tag', '<r><a', refusals.short],
    ['an element __proto__', '<r><__proto__>1</__proto__></r>', refusals.name],
    ['an attribute __proto__', '<r __proto__="1"/>', refusals.name],
    ['an attribute twice', '<r a="1" a="2"/>', refusals.malformed],
    ['an attribute without a value', '<r a/>', refusals.malformed],
    ['101 levels', '<a>'.repeat(101) + '</a>'.repeat(101), refusals.depth],
    ['a hundred thousand levels', '<a>'.repeat(100_000), refusals.depth],
  ])('refuses %s', (_what, xml, why) => {
    expect(reason(open, xml)).toBe(why)
  })

  it('hands the entries of a list on one by one, and keeps everything else', () => {
    const taken: XmlElement[] = []
    const reader = open({ list: 'people', item: 'one', take: (entry) => taken.push(entry) })
    const people = '<people><one>1</one><other>x</other><one><a>2</a></one></people>'
    reader.write(`<r><one>0</one>${people}<meta><people><one>3</one></people></meta><people/></r>`)
    expect(reader.end().children).toMatchObject([
      { name: 'one', text: '0' },
      { name: 'people', children: [{ name: 'other', text: 'x' }] },
      { name: 'meta', children: [{ name: 'people', children: [{ name: 'one', text: '3' }] }] },
      { name: 'people', children: [] },
    ])
    expect(taken).toMatchObject([{ text: '1' }, { children: [{ name: 'a', text: '2' }] }])
  })

  it('reads 100 levels', () => {
    expect(read(open, '<a>'.repeat(100) + '</a>'.repeat(100)).name).toBe('a')
  })
})

const nameOf = fc
  .tuple(fc.constantFrom(...'abcXYZ_'), fc.stringMatching(/^[A-Za-z0-9_.-]{0,12}$/))
  .map(([first, rest]) => first + rest)
  .filter((name) => name !== '__proto__')
const character = fc
  .oneof(
    { weight: 6, arbitrary: fc.constantFrom(...'abc 012\n<>&"\'];-/=!?[\u00e9\u4e2d\u{1f600}') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  )
  .filter((c) => /^[\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u.test(c))
const textOf = fc.array(character, { maxLength: 20 }).map((all) => all.join(''))
const escaped = (text: string): string =>
  text.replace(/[&<>"']|[^\x20-\x7e\n]/gu, (c) => {
    const names: Record<string, string> = {
      '&': '&amp;',
      '<': '&lt;',
      '"': '&quot;',
      "'": '&apos;',
      '>': '&gt;',
    }
    return names[c] ?? (c.codePointAt(0)! % 2 === 0 ? `&#${c.codePointAt(0)};` : c)
  })
const piece = fc.oneof(
  textOf.map((text) => ({ xml: escaped(text), text })),
  textOf.filter((text) => !text.includes(']]>')).map((text) => ({ xml: `<![CDATA[${text}]]>`, text })),
  textOf
    .filter((text) => !text.includes('--') && !text.endsWith('-') && !text.startsWith('>'))
    .map((text) => ({ xml: `<!--${text}-->`, text: '' })),
)
const { element } = fc.letrec<{ element: { xml: string; tree: XmlElement } }>((tie) => ({
  element: fc
    .tuple(
      nameOf,
      fc.dictionary(
        nameOf,
        textOf.map((text) => text.replace(/[\n\t]/g, ' ')),
        { maxKeys: 3 },
      ),
      fc.array(fc.oneof({ maxDepth: 4 }, piece, tie('element')), { maxLength: 5 }),
      fc.constantFrom('', ' ', '\n'),
    )
    .map(([name, attributes, content, gap]) => {
      const start = Object.entries(attributes).map(
        ([key, value]) => ` ${key}${gap}=${gap}"${escaped(value)}"`,
      )
      const children: XmlElement[] = []
      let text = ''
      for (const part of content) {
        if ('tree' in part) children.push(part.tree)
        else text += part.text
      }
      const inside = content.map((part) => part.xml).join('')
      const xml =
        inside === '' && gap !== ''
          ? `<${name}${start.join('')}${gap}/>`
          : `<${name}${start.join('')}${gap}>${inside}</${name}${gap}>`
      const tree = { name, text, attributes: start.length > 0 ? { ...attributes } : undefined, children }
      return { xml, tree }
    }),
}))

/** Cuts a text at the given places, as a network does. */
function pieces(xml: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (xml.length + 1)))].toSorted((a, b) => a - b)
  return [0, ...places].map((from, i) => xml.slice(from, places[i] ?? xml.length))
}

describe('both readers', () => {
  it('give the tree that was written, however it is cut on the way', () => {
    fc.assert(
      fc.property(element, fc.array(fc.nat()), ({ xml, tree }, cuts) => {
        for (const [, open] of readers) expect(read(open, ...pieces(xml, cuts))).toEqual(tree)
      }),
      { numRuns: 300 },
    )
  })

  it('refuse every beginning of an answer', () => {
    fc.assert(
      fc.property(element, fc.nat(), ({ xml }, at) => {
        const beginning = xml.slice(0, at % xml.length)
        for (const [, open] of readers) expect(outcome(open, beginning)).toBe('refused')
      }),
      { numRuns: 300 },
    )
  })

  it('agree on texts that are almost XML', () => {
    const bit = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      "'",
      '=',
      ' ',
      '\n',
      '!',
      '?',
      '-',
      '--',
      '[',
      ']]>',
      '#',
      'a',
      '0',
      '_',
      '<a>',
      '</a>',
      '<a/>',
      '<!--',
      '-->',
      '<![CDATA[',
      '<?xml ',
      '?>',
      '&amp;',
      '&#65;',
      '<!DOCTYPE a>',
      '\u0000',
    )
    fc.assert(
      fc.property(
        element,
        fc.array(fc.tuple(fc.nat(), fc.nat(3), bit), { minLength: 1, maxLength: 3 }),
        ({ xml }, edits) => {
          // By characters: half a character never comes out of a UTF-8 decoder.
          const characters = [...xml]
          for (const [at, cut, put] of edits) characters.splice(at % (characters.length + 1), cut, put)
          const spoilt = characters.join('')
          expect(outcome(flat, spoilt)).toEqual(outcome(stream, spoilt))
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
