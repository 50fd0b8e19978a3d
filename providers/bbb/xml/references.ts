import { refusals, XmlRefusal } from './xml-reader.js'

/**
 * The five entities that XML declares itself, on an object that inherits nothing: `&constructor;` is none of
 * them.
 */
export const xmlEntities: Readonly<Record<string, string>> = Object.freeze(
  Object.assign(Object.create(null), { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }),
)

const reference = /&(?:#(\d+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));|&/g

/**
 * Decodes the references of a text once: the five named ones and the numeric ones. Any other `&` refuses the
 * text, because there is no document type that could declare it.
 */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(reference, (_whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return xmlEntities[name] ?? refuse()
    if (decimal === undefined && hex === undefined) return refuse()
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10)
    return isCharacter(code) ? String.fromCodePoint(code) : refuse()
  })
}

/** The characters that XML 1.0 can hold at all. */
function isCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  )
}

function refuse(): never {
  throw new XmlRefusal(refusals.malformed)
}
