const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escaped(text: string): string {
  // Nearly every text is harmless, and a list of ten thousand has half a million of them.
  if (!suspicious.test(text)) return text
  return withoutIllegal(text).replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

const suspicious = /[^\t\n\r -!#-%(-;=?-\uD7FF\uE000-\uFFFD]/

/** What no XML document may contain, in any notation: most control characters, two non-characters, half pairs. */
const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function withoutIllegal(text: string): string {
  return text.replace(illegal, '')
}

/**
 * An element with text. The name is written as it is: on a real server too, a name that a client made up
 * (`userdata-*`) and that is no XML name makes the answer malformed.
 */
export function leaf(name: string, value: string | number | boolean): string {
  return `<${name}>${typeof value === 'string' ? escaped(value) : value}</${name}>`
}

/** An element with its text in CDATA, in several sections where the text itself would end one. */
export function cdata(name: string, text: string): string {
  return `<${name}><![CDATA[${withoutIllegal(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}

/** An element with child elements, a line each; without children it holds only white space. */
export function branch(name: string, ...children: readonly string[]): string {
  return group(name, children)
}

/** The same for any number of children: a list of ten thousand is joined once, not grown child by child. */
export function group(name: string, children: readonly string[]): string {
  return children.length === 0 ? `<${name}>\n</${name}>` : `<${name}>\n${children.join('\n')}\n</${name}>`
}

/** An element with attributes, and text if there is any. */
export function bare(name: string, attributes: Readonly<Record<string, string>>, text?: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const start = `<${name}${pairs.join('')}`
  return text === undefined ? `${start}/>` : `${start}>${escaped(text)}</${name}>`
}
