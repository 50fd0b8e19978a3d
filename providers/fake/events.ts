import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { ProviderEvents } from '../../src/spec/provider-events.js'
import type { FakeVendor } from './fake-vendor.js'

/** How what happens at a fake vendor is heard: in this very process. Absent where the preset declares none of it. */
export function fakeProviderEvents(
  vendor: FakeVendor,
  capabilities: ProviderCapabilities,
): { readonly events?: ProviderEvents } {
  const tells = Object.entries(capabilities).some(
    ([key, { support }]) => key.startsWith('events.') && support !== 'unsupported',
  )
  if (!tells) return {}
  const events: ProviderEvents = {
    ways: {},
    sessionOf: (ids) => ids['session'],
    receive: async () => {
      throw new MeetingError({ code: 'unsupported', message: 'a fake vendor calls nobody back' })
    },
    subscribe: (listener) => vendor.subscribe(listener),
  }
  return { events }
}
