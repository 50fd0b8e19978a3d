import type { ProviderConfig } from '../catalog.js'
import type { ProviderContext } from '../ports/provider-factory.js'
import type { MeetingProvider } from '../spec/provider.js'

/**
 * One configured instance: plain configuration (`{ type: 'bbb', … }`, the provider loads when it is needed), a function
 * that makes the provider (`bbb({ … })`, for bundlers), or a provider that is already made (a fake, or yours).
 */
export type ProviderEntry = ProviderConfig | ((context: ProviderContext) => MeetingProvider) | MeetingProvider
