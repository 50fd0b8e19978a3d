/** An element of a request body. */
export interface RequestElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: RequestElement[]
  text: string
}

/** The body is no XML document that the server would read. */
export class MalformedXmlError extends Error {}

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*)\s*(\/?)>|([^<]+)/y

/**
 * Reads the XML of `create` and `insertDocument`: elements, attributes, text, CDATA and the five entities with
 * numeric references. Throws `MalformedXmlError` for anything else, a DOCTYPE included.
 */
export function readRequestXml(xml: string): RequestElement {
  const top: RequestElement = { name: '', attributes: new Map(), children: [], text: '' }
  const open = [top]
  let at = 0
  while (at < xml.length) {
    token.lastIndex = at
    const found = token.exec(xml)
    if (found === null) throw new MalformedXmlError('This is no markup')
    take(open, found)
    at = token.lastIndex
  }
  const root = top.children[0]
  const isOneDocument = open.length === 1 && top.children.length === 1 && top.text.trim() === ''
  if (root === undefined || !isOneDocument) throw new MalformedXmlError('There is not exactly one root')
  return root
}

function take(open: RequestElement[], found: RegExpExecArray): void {
  const parent = open.at(-1)
  if (parent === undefined) throw new MalformedXmlError('An element is closed that is not open')
  const [, section, closed, opened, attributes = '', isEmpty, text] = found
  if (section !== undefined) parent.text += section
  else if (text !== undefined) parent.text += decoded(text)
  else if (closed !== undefined) {
    if (open.length < 2 || parent.name !== closed) throw new MalformedXmlError(`</${closed}> closes nothing`)
    open.pop()
  } else if (opened !== undefined) {
    const element = { name: opened, attributes: attributesOf(attributes), children: [], text: '' }
    parent.children.push(element)
    if (isEmpty === '') open.push(element)
  }
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (attributes.has(name)) throw new MalformedXmlError(`${name} comes twice`)
    attributes.set(name, decoded(double ?? single ?? ''))
  }
  return attributes
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  return text.replace(/&([^;&\s]*);?/g, (reference, name: string) => {
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name)
    const value =
      code === null ? named[name] : characterOf(Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10))
    if (value === undefined || !reference.endsWith(';'))
      throw new MalformedXmlError(`${reference} is no reference`)
    return value
  })
}

function characterOf(code: number): string | undefined {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
