import { notConfigured } from '../../src/config/not-configured.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { type CustomLinkConfig, parseCustomLinkConfig } from './config.js'
import { createCustomLinkProvider } from './custom-link-provider.js'

export type { CustomLinkConfig } from './config.js'

/** A custom-link instance for `createMeetings({ providers })`, without the catalog. Fails with `not-configured`. */
export function customLink(
  config: Omit<CustomLinkConfig, 'type'>,
): (context: ProviderContext) => MeetingProvider {
  const parsed = parseCustomLinkConfig({ type: 'custom-link', ...config })
  if (!parsed.ok) throw notConfigured(parsed.problems)
  return (context) => createCustomLinkProvider(parsed.value, context)
}
