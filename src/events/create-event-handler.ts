import type { Meetings } from '../meetings.js'
import { partsOf } from '../meetings-parts.js'
import type { MeetingEventType } from '../spec/event.js'
import { callbackUrl } from './callback-url.js'
import type { EventHandler, EventHandlerOptions, EventListener } from './event-handler.js'
import { HandlerCore } from './handler-core.js'
import { listenerTaker } from './listener-taker.js'
import { resolveHandlerOptions } from './options.js'

/**
 * Makes the one place where all vendors' events come in. Providers that tell what happens in this very process are heard from now
 * on; vendors deliver by HTTP once `register` told them to, or once their URLs were handed out with a create.
 *
 * Give each process one, all on the same store: then an event that comes to two of them is handed over by one. Fails with
 * `invalid-request`.
 */
export function createEventHandler(meetings: Meetings, options: EventHandlerOptions = {}): EventHandler {
  const parts = partsOf(meetings)
  const core = new HandlerCore(parts, resolveHandlerOptions(options))
  const answer = (request: Request): Promise<Response> => core.answer(request)
  const members: Pick<EventHandler, keyof EventHandler> = {
    fetch: answer,
    onEvent: (
      first: EventListener | MeetingEventType | readonly MeetingEventType[],
      second?: EventListener<never>,
    ): (() => void) => core.listen(listenerTaker(first, second)),
    [Symbol.asyncIterator]: () => core.stream(),
    receiveTrusted: (message, from) => core.receiveTrusted(message, from),
    url: (way, from) => callbackUrl(parts, way, from),
    register: (registerOptions) => core.register(registerOptions),
    parked: () => core.parked(),
    redeliver: () => core.redeliver(),
    close: (closeOptions) => core.close(closeOptions),
  }
  return Object.assign((request: Request) => answer(request), members)
}
