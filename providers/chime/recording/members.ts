import { type Members, objectOf } from '../reading.js'

/** The members of an object; none if it is anything else. */
export function membersOf(value: unknown): Members {
  return objectOf({ value }, 'value') ?? {}
}
