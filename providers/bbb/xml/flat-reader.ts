import type { X2jOptions } from 'fast-xml-parser'
import { firstRoot } from './first-root.js'
import { decodeReferences } from './references.js'
import type { XmlElement } from './xml-element.js'
import { attributeValue, type OpenXmlReader, refusals, type XmlListing, XmlRefusal } from './xml-reader.js'

const TEXT = '#text'
const ATTRIBUTES = ':@'
/**
 * Led by this no element's name is special to JavaScript: fast-xml-parser refuses `constructor` and renames
 * others.
 */
const MARK = '.'

const options: X2jOptions = {
  preserveOrder: true,
  textNodeName: TEXT,
  ignoreAttributes: false,
  attributeNamePrefix: MARK,
  // Called twice for a self-closing tag; no XML name starts with the mark.
  transformTagName: (name) => (name.startsWith(MARK) ? name : MARK + name),
  // Texts stay texts: "007" is a password, "1e5" an id.
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  maxNestedTags: 1_000,
  // The library's own decoder leaves numeric references as they are and unknown ones too.
  entityDecoder: {
    decode: decodeReferences,
    setExternalEntities: () => undefined,
    addInputEntities: () => undefined,
    reset: () => undefined,
    setXmlVersion: () => undefined,
  },
}

/** The reader for short, flat answers: collects the text, reads it at the end. */
export function flatReader(library: typeof import('fast-xml-parser')): OpenXmlReader {
  const parser = new library.XMLParser(options)
  return (listing) => {
    let text = ''
    return {
      write(piece) {
        text += piece
      },
      end() {
        const root = firstRoot(text)
        const [element] = elements(parse(parser, root))
        if (element === undefined) throw new XmlRefusal(refusals.malformed)
        return listing === undefined ? element : withoutListed(element, listing)
      },
    }
  }
}

function withoutListed(root: XmlElement, { list, item, take }: XmlListing): XmlElement {
  const children = root.children.map((child) => {
    if (child.name !== list) return child
    for (const entry of child.children) if (entry.name === item) take(entry)
    return { ...child, children: child.children.filter(({ name }) => name !== item) }
  })
  return { ...root, children }
}

function parse(parser: { parse(xml: string, validate: true): unknown }, root: string): unknown {
  try {
    return parser.parse(root, true)
  } catch (error) {
    throw error instanceof XmlRefusal ? error : new XmlRefusal(refusals.malformed, { cause: error })
  }
}

/** The library's ordered form is a list of objects with one member: the element's name, or that of a text. */
function elements(list: unknown): XmlElement[] {
  const found: XmlElement[] = []
  for (const entry of entriesOf(list)) {
    for (const [name, content] of Object.entries(entry)) {
      if (name === TEXT || name === ATTRIBUTES) continue
      found.push({
        name: name.slice(MARK.length),
        text: textIn(content),
        attributes: attributesOf(entry[ATTRIBUTES]),
        children: elements(content),
      })
    }
  }
  return found
}

function textIn(list: unknown): string {
  let text = ''
  for (const entry of entriesOf(list)) if (typeof entry[TEXT] === 'string') text += entry[TEXT]
  return text
}

function attributesOf(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.fromEntries(
    Object.entries(value).map(([name, text]) => [name.slice(MARK.length), attributeValue(String(text))]),
  )
}

function entriesOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list : []
}
