/** An object of parsed JSON: nothing is known of it. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that is an object; else an empty one. */
export function objectAt(value: JsonObject, name: string): JsonObject {
  const member = Object.hasOwn(value, name) ? value[name] : undefined
  return isObject(member) ? member : {}
}

/** The first of some members that is a text, not an empty one. Numbers count as their digits. */
export function textAt(value: JsonObject, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined
    if (typeof member === 'string' && member !== '') return member
    if (typeof member === 'number') return String(member)
  }
  return undefined
}

/** The first of some members that is true or false, also as a text. */
export function flagAt(value: JsonObject, ...names: readonly string[]): boolean | undefined {
  for (const name of names) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined
    if (member === true || member === 'true') return true
    if (member === false || member === 'false') return false
  }
  return undefined
}

/** Parsed JSON; undefined for a text that is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
