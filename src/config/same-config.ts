/** Deeper than any configuration is; what is nested further, or in a circle, is compared by identity. */
const MAX_DEPTH = 8

/** A copy that no later change of the original reaches: of plain objects, lists and dates. Everything else stays itself. */
export function copyOfConfig(value: unknown, depth = 0): unknown {
  if (value instanceof Date) return new Date(value)
  if (depth === MAX_DEPTH) return value
  if (Array.isArray(value)) return value.map((item) => copyOfConfig(item, depth + 1))
  if (!isPlain(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, copyOfConfig(member, depth + 1)]),
  )
}

/** Whether two configurations say the same. Functions and made objects (a client) are the same only if they are one. */
export function sameConfig(one: unknown, other: unknown, depth = 0): boolean {
  if (Object.is(one, other)) return true
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime()
  if (depth === MAX_DEPTH) return false
  const comparable = Array.isArray(one) ? Array.isArray(other) : isPlain(one) && isPlain(other)
  if (!comparable) return false
  const members = membersOf(one)
  const others = membersOf(other)
  return (
    members.size === others.size &&
    [...members].every(([key, member]) => others.has(key) && sameConfig(member, others.get(key), depth + 1))
  )
}

/** A member that is undefined is one that is not there. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(Object(value)).filter(([, member]) => member !== undefined))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
