import { createHash } from 'node:crypto'
import type { CreateMeetingRequest } from '../spec/create-meeting.js'

/** A short hash of every value that a request sets, by path. Lists and metadata count as one value each. */
export function fingerprint(request: CreateMeetingRequest): Record<string, string> {
  const hashes: Record<string, string> = {}
  collect(request, '', hashes)
  delete hashes['id']
  return hashes
}

/** The paths at which a request asks for something else than what a meeting was made with. What it leaves out it does not ask for. */
export function differences(
  asked: Readonly<Record<string, string>>,
  made: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.keys(asked).filter((path) => asked[path] !== made[path])
}

function collect(value: object, prefix: string, into: Record<string, string>): void {
  for (const [key, member] of Object.entries(value)) {
    const path = prefix + key
    if (member === undefined) continue
    const nested =
      typeof member === 'object' && member !== null && !Array.isArray(member) && path !== 'metadata'
    if (nested) collect(member, `${path}.`, into)
    else into[path] = createHash('sha256').update(stable(member)).digest('hex').slice(0, 8)
  }
}

/** JSON that does not depend on the order in which an object's keys were written. */
function stable(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'bigint') return `${member}n`
    return typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member
  })
  // JSON knows no functions and no symbols; options of a provider that we did not write may hold them.
  return text ?? typeof value
}
