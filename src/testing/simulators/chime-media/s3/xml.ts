/** A tree of elements: text, one element's children, or several elements of one name. */
type XmlValue = string | number | boolean | XmlMembers | readonly XmlMembers[]
export interface XmlMembers {
  readonly [name: string]: XmlValue | undefined
}

/** Writes an S3 document; members that are undefined are left out. */
export function writeXml(root: string, members: XmlMembers): string {
  const name = root === 'Error' ? root : `${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>${writeMembers(members)}</${root}>`
}

/** The texts of all elements of this name, wherever in the document they are. */
export function textsOf(xml: string, name: string): readonly string[] {
  const elements = xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))
  return [...elements].map(([, text = '']) => decodeText(text))
}

function writeMembers(members: XmlMembers): string {
  return Object.entries(members)
    .map(([name, value]) => {
      if (value === undefined) return ''
      if (Array.isArray(value)) {
        return value.map((item: XmlMembers) => `<${name}>${writeMembers(item)}</${name}>`).join('')
      }
      return `<${name}>${typeof value === 'object' ? writeMembers(value as XmlMembers) : encodeText(String(value))}</${name}>`
    })
    .join('')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function encodeText(text: string): string {
  return text.replace(/[&<>"\r\n]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function decodeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return entities[name] ?? whole
  })
}
