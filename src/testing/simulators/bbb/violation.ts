/** A rule that a request breaks. */
export interface Violation {
  readonly key: string
  readonly message: string
}

/**
 * The one violation that a server reports. Before 2.4 it looked at one rule after the other. Since, it collects them
 * in a Java `HashMap` under their keys and takes the first entry, so the winner follows from the hash of the key and
 * has nothing to do with importance; within one bucket the earlier one wins. (Fact sheet section 3.3; the order below
 * reproduces each of its rows.)
 */
export function reportedViolation(release: number, violations: readonly Violation[]): Violation | undefined {
  if (release < 2.4) return violations[0]
  return violations.toSorted((a, b) => bucket(a.key) - bucket(b.key))[0]
}

/** The bucket of a key in a map of the initial 16 buckets, which no request outgrows. */
function bucket(key: string): number {
  let hash = 0
  for (let index = 0; index < key.length; index += 1) hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0
  return (hash ^ (hash >>> 16)) & 15
}
