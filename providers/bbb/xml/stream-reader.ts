import type { SaxesParser, SaxesTagPlain } from 'saxes'
import { xmlEntities } from './references.js'
import type { XmlElement } from './xml-element.js'
import {
  attributeValue,
  FORBIDDEN_NAME,
  MAX_DEPTH,
  type OpenXmlReader,
  refusals,
  type XmlListing,
  XmlRefusal,
} from './xml-reader.js'

type Parser = SaxesParser<{ position: false; forceXMLVersion: true; defaultXMLVersion: '1.0' }>

interface OpenElement extends XmlElement {
  text: string
  attributes: Record<string, string> | undefined
  children: OpenElement[]
}

// Most elements are leaves: they share one list that nobody writes to.
const noChildren: OpenElement[] = []

/**
 * The reader for long answers: builds the tree while the answer arrives, at ten times the speed of the flat
 * one, and never holds the text as a whole. saxes is strict by itself, but for depth, document type and
 * names.
 */
export function streamReader(saxes: typeof import('saxes')): OpenXmlReader {
  return (listing) => {
    const parser: Parser = new saxes.SaxesParser({
      position: false,
      forceXMLVersion: true,
      defaultXMLVersion: '1.0',
    })
    // Its own table inherits from Object: it would expand `&constructor;` to a function's source.
    parser.ENTITIES = xmlEntities
    const parents: OpenElement[] = []
    let root: OpenElement | undefined
    let current: OpenElement | undefined
    let done = false
    let written = false

    parser.on('opentagstart', ({ name }: Pick<SaxesTagPlain, 'name'>) => {
      if (done) return
      if (name === FORBIDDEN_NAME) throw new XmlRefusal(refusals.name)
      const element: OpenElement = { name, text: '', attributes: undefined, children: noChildren }
      if (current === undefined) root = element
      else if (parents.push(current) === MAX_DEPTH) throw new XmlRefusal(refusals.depth)
      current = element
    })
    parser.on('attribute', ({ name, value }) => {
      if (done || current === undefined) return
      if (name === FORBIDDEN_NAME) throw new XmlRefusal(refusals.name)
      current.attributes ??= {}
      current.attributes[name] = attributeValue(value)
    })
    const onText = (text: string): void => {
      if (current !== undefined) current.text += text
    }
    parser.on('text', onText)
    parser.on('cdata', onText)
    parser.on('closetag', () => {
      const element = current
      current = parents.pop()
      done = current === undefined
      if (element === undefined || current === undefined) return
      if (isListed(listing, element, current, parents.length)) listing.take(element)
      else if (current.children === noChildren) current.children = [element]
      else current.children.push(element)
    })
    parser.on('doctype', () => {
      throw new XmlRefusal(refusals.doctype)
    })
    parser.on('processinginstruction', () => {
      throw new XmlRefusal(refusals.instruction)
    })

    return {
      write(text) {
        if (done) return
        written ||= text !== ''
        try {
          parser.write(text)
        } catch (error) {
          if (!done || closedByAnother(error)) throw refusal(error)
          // What follows the first root is nobody's business.
        }
      },
      end() {
        if (done && root !== undefined) return root
        throw new XmlRefusal(written ? refusals.short : refusals.empty)
      },
    }
  }
}

function isListed(
  listing: XmlListing | undefined,
  element: XmlElement,
  parent: XmlElement,
  depth: number,
): listing is XmlListing {
  return listing !== undefined && depth === 1 && element.name === listing.item && parent.name === listing.list
}

/**
 * saxes reports an element as closed first and then, in the same breath, that the tag which closed it was
 * another's.
 */
function closedByAnother(error: unknown): boolean {
  return error instanceof Error && error.message.includes('unexpected close tag')
}

function refusal(error: unknown): XmlRefusal {
  if (error instanceof XmlRefusal) return error
  const outside = error instanceof Error && error.message.includes('outside of root')
  return new XmlRefusal(outside ? refusals.outside : refusals.malformed, { cause: error })
}
