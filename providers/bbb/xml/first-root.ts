import { FORBIDDEN_NAME, MAX_DEPTH, refusals, XmlRefusal } from './xml-reader.js'

const start =
  ':A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd'
const name = `[${start}][${start}\\-.0-9\\xb7\\u0300-\\u036f\\u203f-\\u2040]*`
const space = '[ \\t\\r\\n]'
const attributePattern = `${space}+${name}${space}*=${space}*(?:"[^<"]*"|'[^<']*')`
const tag = new RegExp(`<(/?)(${name})((?:${attributePattern})*)${space}*(/?)>`, 'y')
const attributeNames = new RegExp(`(${name})${space}*=${space}*(?:"[^"]*"|'[^']*')`, 'g')
const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.\d+\1([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][\w.-]*\3)?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(?:yes|no)\5)?[ \t\r\n]*\?>/
const blank = /^[ \t\r\n]*$/
const notACharacter = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/**
 * Cuts the first root element out of a text and refuses what an XML 1.0 reader must refuse. Stands before
 * fast-xml-parser, which reads past a second root, broken tags and text outside the root.
 */
export function firstRoot(text: string): string {
  const xml = text.startsWith('\ufeff') ? text.slice(1) : text
  if (xml === '') throw new XmlRefusal(refusals.empty)
  const open: string[] = []
  let at = declaration.exec(xml)?.[0].length ?? 0
  let rootAt = -1
  while (at < xml.length) {
    const next = xml.indexOf('<', at)
    if (next === -1) break
    checkText(xml.slice(at, next), open.length)
    at = next
    if (xml.startsWith('<!--', at)) at = commentEnd(xml, at)
    else if (xml.startsWith('<![CDATA[', at)) at = cdataEnd(xml, at, open.length)
    else if (xml.startsWith('<!', at)) throw new XmlRefusal(refusals.doctype)
    else if (xml.startsWith('<?', at)) throw new XmlRefusal(refusals.instruction)
    else {
      if (rootAt === -1) rootAt = at
      at = tagEnd(xml, at, open)
      if (open.length === 0) return checked(xml.slice(rootAt, at))
    }
  }
  checkText(xml.slice(at), open.length)
  throw new XmlRefusal(refusals.short)
}

function checkText(text: string, depth: number): void {
  if (depth === 0 && !blank.test(text)) throw new XmlRefusal(refusals.outside)
  if (text.includes(']]>')) throw new XmlRefusal(refusals.malformed)
}

function commentEnd(xml: string, at: number): number {
  const end = xml.indexOf('--', at + 4)
  if (end === -1) throw new XmlRefusal(refusals.short)
  if (xml[end + 2] !== '>') throw new XmlRefusal(refusals.malformed)
  return end + 3
}

function cdataEnd(xml: string, at: number, depth: number): number {
  if (depth === 0) throw new XmlRefusal(refusals.outside)
  const end = xml.indexOf(']]>', at)
  if (end === -1) throw new XmlRefusal(refusals.short)
  return end + 3
}

function tagEnd(xml: string, at: number, open: string[]): number {
  tag.lastIndex = at
  const match = tag.exec(xml)
  if (match === null) throw new XmlRefusal(xml.includes('>', at) ? refusals.malformed : refusals.short)
  const [whole, closes, tagName = '', attributes = '', selfCloses] = match
  if (closes === '/') {
    if (attributes !== '' || selfCloses === '/' || open.pop() !== tagName)
      throw new XmlRefusal(refusals.malformed)
  } else {
    checkNames(tagName, attributes)
    if (open.length === MAX_DEPTH) throw new XmlRefusal(refusals.depth)
    if (selfCloses !== '/') open.push(tagName)
  }
  return at + whole.length
}

function checkNames(tagName: string, attributes: string): void {
  const seen = new Set<string>()
  for (const [, attribute = ''] of attributes.matchAll(attributeNames)) {
    if (seen.has(attribute)) throw new XmlRefusal(refusals.malformed)
    seen.add(attribute)
  }
  if (tagName === FORBIDDEN_NAME || seen.has(FORBIDDEN_NAME)) throw new XmlRefusal(refusals.name)
}

function checked(root: string): string {
  if (notACharacter.test(root)) throw new XmlRefusal(refusals.malformed)
  return root
}
