import { childOf, keep, type XmlElement } from '../xml/xml-element.js'

/** Reads one element; undefined leaves the field out. */
export type ReadField<T> = (element: XmlElement) => T | undefined

type Fields<T> = { readonly [Name in keyof T]-?: ReadField<Exclude<T[Name], undefined>> }
type Always<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] }

/**
 * A reader of an element whose children are the fields of `T`, each by its name. `empty` holds the fields that
 * are always there, with what they are where the server says nothing. Other children are nobody's business.
 */
export function reader<T>(fields: Fields<T>, empty: Always<T>): (element: XmlElement) => T {
  const entries = Object.entries<ReadField<unknown>>(fields).map(([name, read], at) => ({ name, read, at }))
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  // Shared by all that is read.
  for (const value of Object.values<unknown>(empty)) Object.freeze(value)
  return (element) => {
    const found: Record<string, unknown> = { ...empty }
    let next = 0
    for (const child of element.children) {
      // Most fields come in their order, and comparing is faster than looking up a name that was just made.
      const expected = entries[next]
      const entry = expected?.name === child.name ? expected : byName.get(child.name)
      if (entry === undefined) continue
      next = entry.at + 1
      const value = entry.read(child)
      if (value !== undefined) found[entry.name] = value
    }
    return found as T
  }
}

/** Texts and ids, exactly as they are. */
export function text({ text: value }: XmlElement): string {
  return keep(value)
}

/** Ids, URLs and words, without the white space around them; an empty one counts as absent. */
export function word({ text: value }: XmlElement): string | undefined {
  const trimmed = value.trim()
  return trimmed === '' ? undefined : keep(trimmed)
}

export function flag({ text: value }: XmlElement): boolean {
  return value === 'true' || (value !== 'false' && value.trim().toLowerCase() === 'true')
}

/** Some counts are written as the server's country writes them: `1,000`, `1.000`, `1 000`. */
export function count({ text: value }: XmlElement): number | undefined {
  const digits = /^\d+$/.test(value) ? value : value.replace(/[\s.,'’]/g, '')
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}

/** Milliseconds since the epoch; 0, empty and nonsense are undefined. */
export function date({ text: value }: XmlElement): Date | undefined {
  const digits = value.trim()
  if (!/^[1-9]\d{0,15}$/.test(digits)) return undefined
  const read = new Date(Number(digits))
  return Number.isNaN(read.getTime()) ? undefined : read
}

/** A list of one is a list, and no list is an empty one. Entries of other names are left out. */
export function listOf<T>(item: string, read: ReadField<T>): ReadField<readonly T[]> {
  return ({ children }) =>
    children.flatMap((child) => {
      const value = child.name === item ? read(child) : undefined
      return value === undefined ? [] : [value]
    })
}

/**
 * Keys are element names, which may be anything, `constructor` included; the readers refuse `__proto__`. An
 * empty element is an empty record.
 */
export function record({ children }: XmlElement): Readonly<Record<string, string>> {
  const entries: Record<string, string> = {}
  for (const { name, text: value } of children) entries[keep(name)] = keep(value)
  return entries
}

/** A field of an answer, read by one of the above. */
export function field<T>(answer: XmlElement, name: string, read: ReadField<T>): T | undefined {
  const child = childOf(answer, name)
  return child === undefined ? undefined : read(child)
}
