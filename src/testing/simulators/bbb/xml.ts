const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char)
}

/**
 * An element with text. The name is written as it is: on a real server too, a name that a client made up
 * (`userdata-*`) and that is no XML name makes the answer malformed.
 */
export function leaf(name: string, value: string | number | boolean): string {
  return `<${name}>${escaped(String(value))}</${name}>`
}

/** An element with child elements, a line each; without children it holds only white space. */
export function branch(name: string, ...children: readonly string[]): string {
  return `<${name}>\n${children.map((child) => `${child}\n`).join('')}</${name}>`
}

/** An element that has attributes only. */
export function bare(name: string, attributes: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  return `<${name}${pairs.join('')}/>`
}
