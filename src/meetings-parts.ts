import { invalidRequest } from './errors/invalid-request.js'
import type { MeetingsOptions } from './meetings-options.js'

/** Known by name, because the package may be in a process twice. */
const key = Symbol.for('anymeet.meetings.parts')

/** Keeps what a `Meetings` object is made of, for what works beside it, such as the event handler; not for programs. */
export function keepParts(meetings: object, parts: MeetingsOptions): void {
  Object.defineProperty(meetings, key, { value: parts })
}

/** What a `Meetings` object is made of. Fails with `invalid-request` for anything else. */
export function partsOf(meetings: object): MeetingsOptions {
  const parts = (meetings as { readonly [key]?: MeetingsOptions } | undefined)?.[key]
  if (parts === undefined)
    throw invalidRequest([{ path: 'meetings', rule: 'must be what createMeetings answered' }])
  return parts
}
