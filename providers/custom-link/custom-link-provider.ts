import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderFactory } from '../../src/ports/provider-factory.js'
import type { MeetingProvider, ProviderMeeting } from '../../src/spec/provider.js'
import { customLinkCapabilities } from './capabilities.js'
import type { ResolvedCustomLinkConfig } from './config.js'

/** The smallest honest provider: it declares what it cannot do, and does not pretend. */
export const createCustomLinkProvider: ProviderFactory<ResolvedCustomLinkConfig> = (
  config,
  { name, clock },
) => {
  const linkTo = ({ key }: Pick<ProviderMeeting, 'key'>): string => config.url.replaceAll('{id}', key)
  let closed = false
  const refuseWhenClosed = (): void => {
    if (closed) throw new MeetingError({ code: 'not-configured', message: `provider "${name}" is closed` })
  }
  const provider: MeetingProvider = {
    specificationVersion: 1,
    name,
    type: 'custom-link',
    capabilities: customLinkCapabilities,
    async createMeeting() {
      refuseWhenClosed()
      return { disposition: 'created', vendor: {}, createdAt: new Date(clock.now()), warnings: [] }
    },
    async join(meeting) {
      refuseWhenClosed()
      return { kind: 'url', url: linkTo(meeting), warnings: [] }
    },
    end: async () => cannot('end'),
    info: async () => cannot('info'),
    // There is nobody to ask: the link is taken as it was configured.
    check: async () => ({ ok: true, reachable: true }),
    async close() {
      closed = true
    },
  }
  return provider
}

function cannot(verb: 'end' | 'info'): never {
  throw new MeetingError({ code: 'unsupported', message: customLinkCapabilities[verb]?.note ?? verb })
}
