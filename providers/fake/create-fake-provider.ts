import { notConfigured } from '../../src/config/not-configured.js'
import { type Clock, systemClock } from '../../src/ports/clock.js'
import type { ProviderFactory } from '../../src/ports/provider-factory.js'
import { type FakeConfig, parseFakeConfig, type ResolvedFakeConfig } from './config.js'
import { FakeProvider } from './fake-provider.js'

export interface CreateFakeOptions extends Omit<FakeConfig, 'type'> {
  /** Name of the instance; must equal the key under which it is configured. Default: `fake`. */
  readonly name?: string
  /** Default: the machine's time. */
  readonly clock?: Clock
}

/**
 * A fake provider to hand to `createMeetings({ providers: { fake } })`, and to keep hold of: it stages failures, logs
 * calls and lets people arrive. Fails with `not-configured` for a bad option.
 */
export function createFakeProvider(options: CreateFakeOptions = {}): FakeProvider {
  const { name = 'fake', clock = systemClock, ...config } = options
  const parsed = parseFakeConfig({ type: 'fake', ...config })
  if (!parsed.ok) throw notConfigured(parsed.problems)
  return new FakeProvider({ name, clock, config: parsed.value })
}

/** What the catalog makes out of `{ type: 'fake' }`. */
export const fakeProviderFactory: ProviderFactory<ResolvedFakeConfig> = (config, { name, clock }) =>
  new FakeProvider({ name, clock, config })
