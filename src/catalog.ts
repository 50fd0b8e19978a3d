import {
  type BbbInstanceConfig,
  parseBbbInstanceConfig,
  secretsOf,
} from '../providers/bbb/instance-config.js'
import { type ChimeConfig, parseChimeConfig } from '../providers/chime/config.js'
import { type CustomLinkConfig, parseCustomLinkConfig } from '../providers/custom-link/config.js'
import { type FakeConfig, parseFakeConfig } from '../providers/fake/config.js'
import type { Parsed } from './config/parsed.js'
import type { ProviderFactory } from './ports/provider-factory.js'

/** The configuration of one instance: `type` says which vendor. */
export type ProviderConfig = BbbInstanceConfig | ChimeConfig | CustomLinkConfig | FakeConfig

/** What the library knows about a provider type before it is loaded. */
export interface CatalogEntry<Config> {
  /** Checks an instance's configuration and fills in defaults. */
  readonly parse: (input: unknown) => Parsed<Config>
  /** Loads the provider's code: only types that are used are loaded, and the vendor's SDK with them. */
  readonly load: () => Promise<ProviderFactory<Config>>
  /** Keys that the environment can set, with the ending of the variable's name: `url` is read from `<INSTANCE>_URL`. */
  readonly environment: Readonly<Record<string, string>>
  /** Keys whose variables say more than a text. */
  readonly read?: Readonly<Record<string, (variable: string) => unknown>>
  /** Variables that are read where the instance's own is not set. */
  readonly fallbacks?: Readonly<Record<string, readonly string[]>>
}

function entry<Config>(described: CatalogEntry<Config>): CatalogEntry<unknown> {
  // Sound: what `parse` gives out is only ever handed to the factory beside it.
  return described as CatalogEntry<unknown>
}

/** Every provider type of this package. The only place that names them. */
export const catalog: Readonly<Record<ProviderConfig['type'], CatalogEntry<unknown>>> = {
  bbb: entry({
    parse: parseBbbInstanceConfig,
    load: async () => (await import('../providers/bbb/bbb-instance.js')).createBbbInstance,
    environment: {
      url: 'URL',
      secret: 'SECRET',
      server: 'SERVER',
      checksum: 'CHECKSUM',
      passwordSeed: 'PASSWORD_SEED',
    },
    read: { secret: secretsOf },
  }),
  chime: entry({
    parse: parseChimeConfig,
    load: async () => (await import('../providers/chime/chime-provider.js')).createChimeProvider,
    environment: {
      region: 'REGION',
      mediaRegion: 'MEDIA_REGION',
      endpoint: 'ENDPOINT',
      'recording.bucket': 'RECORDING_BUCKET',
      'recording.prefix': 'RECORDING_PREFIX',
    },
    fallbacks: { region: ['AWS_REGION', 'AWS_DEFAULT_REGION'] },
  }),
  'custom-link': entry({
    parse: parseCustomLinkConfig,
    load: async () =>
      (await import('../providers/custom-link/custom-link-provider.js')).createCustomLinkProvider,
    environment: { url: 'URL' },
  }),
  fake: entry({
    parse: parseFakeConfig,
    load: async () => (await import('../providers/fake/create-fake-provider.js')).fakeProviderFactory,
    environment: { preset: 'PRESET' },
  }),
}

/** The entry of a type name; undefined for a name that is none. */
export function catalogEntry(type: unknown): CatalogEntry<unknown> | undefined {
  return typeof type === 'string' && Object.hasOwn(catalog, type)
    ? catalog[type as ProviderConfig['type']]
    : undefined
}
