import { notConfigured } from '../../src/config/not-configured.js'
import type { ProviderContext } from '../../src/ports/provider-factory.js'
import type { MeetingProvider } from '../../src/spec/provider.js'
import { createBbbProvider } from './bbb-provider.js'
import { type BbbConfig, parseBbbConfig } from './config.js'

export type { BbbChecksum } from './checksum.js'
export type { BbbConfig, BbbServer } from './config.js'
export type { BbbCreateOptions, BbbGroup, BbbJoinOptions } from './provider-options.js'

/**
 * BigBlueButton as a provider, for where instances are put together in code. The configuration is checked
 * here: fails with `not-configured`, naming every key that is wrong. The returned function makes the instance
 * out of what the composition root gives; it sends nothing.
 */
export function bbb(
  config: Omit<BbbConfig, 'type'> & Partial<Pick<BbbConfig, 'type'>>,
): (context: ProviderContext) => MeetingProvider {
  const parsed = parseBbbConfig({ type: 'bbb', ...config })
  if (!parsed.ok) throw notConfigured(parsed.problems)
  const { value } = parsed
  return (context) => createBbbProvider(value, context)
}
