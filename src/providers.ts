import { MeetingError } from './errors/meeting-error.js'
import type { MeetingProvider } from './spec/provider.js'

/** Makes one configured instance when it is first needed. */
export type ProviderLoader = () => MeetingProvider | Promise<MeetingProvider>

interface Instance {
  readonly load: ProviderLoader
  provider?: MeetingProvider | Promise<MeetingProvider>
}

/** The configured instances by name, each loaded on first use and only once. */
export class Providers {
  readonly defaultName: string
  readonly #instances: ReadonlyMap<string, Instance>
  #closed = false

  constructor(defaultName: string, loaders: Readonly<Record<string, ProviderLoader>>) {
    this.defaultName = defaultName
    this.#instances = new Map(Object.entries(loaders).map(([name, load]) => [name, { load }]))
  }

  get names(): readonly string[] {
    return [...this.#instances.keys()]
  }

  has(name: string): boolean {
    return this.#instances.has(name)
  }

  /** The instance, at once if it is loaded. A load that failed is tried again by the next caller. */
  get(name: string): MeetingProvider | Promise<MeetingProvider> {
    if (this.#closed)
      throw new MeetingError({ code: 'not-configured', message: 'this Meetings object is closed' })
    const instance = this.#instances.get(name)
    if (instance === undefined) throw this.#unknown(name)
    instance.provider ??= this.#load(name, instance)
    return instance.provider
  }

  /** Closes what was loaded; further calls are refused. Safe to repeat. */
  async close(): Promise<void> {
    this.#closed = true
    const loaded = [...this.#instances.values()].flatMap(({ provider }) =>
      provider === undefined ? [] : [provider],
    )
    // One that cannot be closed keeps no other open.
    const closed = await Promise.allSettled(
      loaded.map(async (provider) => (await Promise.resolve(provider).catch(() => undefined))?.close()),
    )
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason
  }

  #load(name: string, instance: Instance): MeetingProvider | Promise<MeetingProvider> {
    const loaded = instance.load()
    if (!(loaded instanceof Promise)) return this.#checked(name, loaded)
    return loaded.then(
      (provider) => {
        instance.provider = this.#checked(name, provider)
        return provider
      },
      (error: unknown) => {
        delete instance.provider
        throw error
      },
    )
  }

  #checked(name: string, provider: MeetingProvider): MeetingProvider {
    if (provider.specificationVersion !== 1)
      throw new MeetingError({
        code: 'not-configured',
        message: `provider "${name}" was written for another version of the provider contract than 1`,
      })
    if (provider.name !== name)
      throw new MeetingError({
        code: 'not-configured',
        message: `provider "${provider.name}" is configured under the name "${name}": the two must be equal`,
      })
    return provider
  }

  #unknown(name: string): MeetingError {
    const known = this.names.map((other) => `"${other}"`).join(', ')
    return new MeetingError({
      code: 'not-configured',
      message: `provider instance "${name}" is not configured; configured are ${known}`,
    })
  }
}
