/** A rule that a request breaks. */
export interface Violation {
  readonly key: string
  readonly message: string
}

/**
 * The one violation that the server reports. It collects them in a Java `HashMap` under their keys and takes the
 * first entry, so the winner follows from the hash of the key and has nothing to do with importance; within one
 * bucket the earlier one wins. (Fact sheet section 3.3; the order below reproduces each of its rows.)
 */
export function reportedViolation(violations: readonly Violation[]): Violation | undefined {
  return violations.toSorted((a, b) => bucket(a.key) - bucket(b.key))[0]
}

/** The bucket of a key in a map of the initial 16 buckets, which no request outgrows. */
function bucket(key: string): number {
  let hash = 0
  for (let index = 0; index < key.length; index += 1) hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0
  return (hash ^ (hash >>> 16)) & 15
}
