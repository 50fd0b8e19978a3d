import { MeetingError } from '../../src/errors/meeting-error.js'

/** An object of an answer; members may be missing, or null where Chime has nothing to say. */
export type Members = Readonly<Record<string, unknown>>

/** The member as an object; undefined if it is anything else. */
export function objectOf(from: unknown, member: string): Members | undefined {
  const value = from === null || typeof from !== 'object' ? undefined : (from as Members)[member]
  return typeof value === 'object' && value !== null ? (value as Members) : undefined
}

/** The member as a list; empty if it is anything else. */
export function listOf(from: unknown, member: string): readonly unknown[] {
  const value = objectOf(from, member)
  return Array.isArray(value) ? value : []
}

/** The member if it is a text, as an object to spread. */
export function text<Key extends string>(from: Members, member: Key): { readonly [key in Key]?: string } {
  const value = from[member]
  return typeof value === 'string' ? ({ [member]: value } as { [key in Key]: string }) : {}
}

/** The answer lacks something without which nothing can be done. */
export function incomplete(operation: string, missing: string): MeetingError {
  return new MeetingError({
    code: 'invalid-response',
    message: `the answer to ${operation} has no ${missing}: what answers is not the Amazon Chime SDK`,
  })
}
