import { invalidRequest } from '../errors/invalid-request.js'
import type { MeetingEventType } from '../spec/event.js'
import type { EventListener } from './event-handler.js'
import { isEventType } from './event-types.js'
import type { EventTaker } from './listeners.js'

/** What `onEvent` was given, as somebody who takes events. Fails with `invalid-request`. */
export function listenerTaker(
  first: EventListener | MeetingEventType | readonly MeetingEventType[],
  second?: EventListener<never>,
): EventTaker {
  if (typeof first === 'function') return { wants: () => true, take: first }
  const types: ReadonlySet<unknown> = new Set(typeof first === 'string' ? [first] : first)
  const wrong = [...types].find((type) => !isEventType(type))
  if (types.size === 0 || wrong !== undefined)
    throw invalidRequest([{ path: 'types', rule: 'must be a type of events, or a list of some' }])
  if (typeof second !== 'function') throw invalidRequest([{ path: 'listener', rule: 'must be a function' }])
  // It gets what it asked for, and nothing else.
  return { wants: ({ type }) => types.has(type), take: second }
}
