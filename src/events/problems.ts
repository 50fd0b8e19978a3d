import type { MeetingErrorCode } from '../errors/codes.js'
import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'
import type { MeetingEvent } from '../spec/event.js'
import type { EventHandlerOptions, EventProblem } from './event-handler.js'

export type TellProblem = (problem: EventProblem) => void

/** Tells problems to whoever listens. What the listener throws, or rejects with, disturbs nobody. */
export function problemTeller(onProblem: EventHandlerOptions['onProblem']): TellProblem {
  return (problem) => {
    const tell = async (): Promise<void> => onProblem?.(problem)
    tell().catch(() => undefined)
  }
}

/** What is said about a problem with an event. */
export function aboutEvent(event: MeetingEvent): Pick<EventProblem, 'provider' | 'tenant' | 'event'> {
  const { provider, tenant } = event
  return { provider, ...(tenant !== undefined && { tenant }), event }
}

const lasting: ReadonlySet<MeetingErrorCode> = new Set([
  'invalid-request',
  'forbidden',
  'not-found',
  'unsupported',
])

/** How a failure is told that is not the listeners': whether it is over with it, or it comes again. */
export function kindOf(error: Error): 'refused' | 'unavailable' {
  return MeetingError.is(error) && lasting.has(error.code) ? 'refused' : 'unavailable'
}

/** What was thrown, if need be made an error. */
export function errorOf(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : safeCause(thrown)
}
