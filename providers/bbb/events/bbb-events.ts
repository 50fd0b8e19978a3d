import type { Store } from '../../../src/ports/store.js'
import type { EventDelivery, ProviderDelivery, ProviderEvents } from '../../../src/spec/provider-events.js'
import type { BbbContext } from '../bbb-context.js'
import { releaseOf } from '../servers.js'
import { readAnalyticsCallback } from './analytics-callback.js'
import { readEndCallback } from './end-callback.js'
import { withOwnId } from './own-user-ids.js'
import { readHook } from './read-hook.js'
import { readRecordingReady } from './recording-ready.js'
import { notGenuine, switchedOff } from './refused.js'
import { registerHooks, unregisterHooks } from './register-hooks.js'
import { isGenuine } from './verify-hook.js'

/** How one server tells what happens. */
export function bbbEvents(open: () => BbbContext, store: Store): ProviderEvents {
  return {
    ways: { hook: 'POST', ended: 'GET', recording: 'POST', analytics: 'POST' },
    sessionOf: ({ internalId }) => internalId,
    receive: async (delivery) => receive(open(), delivery),
    register: async (meetings, options) => registerHooks(open(), meetings, options),
    observe: async (_meeting, event) => withOwnId(event, store),
    unregister: async (options) => unregisterHooks(open(), options),
  }
}

async function receive(
  { events, clock, server }: BbbContext,
  delivery: EventDelivery,
): Promise<ProviderDelivery> {
  const { settings, secrets, urls } = events
  const now = new Date(clock.now())
  switch (delivery.claims.way) {
    case 'hook':
      if (settings.hook === 'off') throw switchedOff('hook')
      if (!isGenuine(delivery, { signatures: settings.signatures, secrets }))
        throw notGenuine('the call of the hook is not signed with the secret of the server')
      return { events: readHook(delivery, { urls, now, release: releaseOf(server) }) }
    case 'ended':
      if (!settings.endCallback) throw switchedOff('endCallback')
      return { events: readEndCallback(delivery, now) }
    case 'recording':
      if (!settings.recordingReady) throw switchedOff('recordingReady')
      return { events: [await readRecordingReady(delivery, events, now)] }
    case 'analytics':
      if (!settings.analytics) throw switchedOff('analytics')
      return { events: [await readAnalyticsCallback(delivery, events, now)] }
    default:
      throw notGenuine('BigBlueButton does not call on this way')
  }
}
