/**
 * One element of an answer. Every reader gives this shape: texts as they stand (numbers, booleans and ids are
 * told apart by whoever reads a field), every child in order, so that a list of one is a list.
 */
export interface XmlElement {
  readonly name: string
  /**
   * The element's own text, references decoded, CDATA included; of an element with children mostly white
   * space.
   */
  readonly text: string
  readonly attributes: Readonly<Record<string, string>> | undefined
  readonly children: readonly XmlElement[]
}

/** The first child of that name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  for (const child of element.children) if (child.name === name) return child
  return undefined
}

/**
 * The text of the first child of that name, without white space around it; undefined if it is absent or
 * empty.
 */
export function textOf(element: XmlElement, name: string): string | undefined {
  const text = childOf(element, name)?.text.trim()
  return text === undefined || text === '' ? undefined : keep(text)
}

/** From this length on V8 makes a part of a text by pointing into it. */
const SLICED_FROM = 13

/**
 * A copy that is safe to keep: what a reader cut out of an answer may hold on to the whole answer in memory.
 * The detour makes V8 write a new text of which the result is the slice.
 */
export function keep(text: string): string {
  return text.length < SLICED_FROM ? text : ` ${text}`.slice(1)
}
