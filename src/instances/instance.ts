import { MeetingError } from '../errors/meeting-error.js'
import type { MeetingProvider } from '../spec/provider.js'

/** Makes the provider of one instance when it is first needed. */
export type ProviderLoader = () => MeetingProvider | Promise<MeetingProvider>

/** One instance: its provider, loaded on first use and only once. */
export class Instance {
  readonly name: string
  readonly #load: ProviderLoader
  #provider: MeetingProvider | Promise<MeetingProvider> | undefined

  constructor(name: string, load: ProviderLoader) {
    this.name = name
    this.#load = load
  }

  /** The provider, at once if it is loaded. A load that failed is tried again by the next caller. */
  get(): MeetingProvider | Promise<MeetingProvider> {
    this.#provider ??= this.#loaded()
    return this.#provider
  }

  /** Whether something is the provider of this instance, as far as it is loaded. */
  holds(something: unknown): boolean {
    return this.#provider === something
  }

  /** Closes the provider if it was loaded, also if it still loads. */
  async close(): Promise<void> {
    const provider = await Promise.resolve(this.#provider).catch(() => undefined)
    await provider?.close()
  }

  #loaded(): MeetingProvider | Promise<MeetingProvider> {
    const loaded = this.#load()
    if (!(loaded instanceof Promise)) return this.#checked(loaded)
    return loaded.then(
      (provider) => {
        this.#provider = this.#checked(provider)
        return provider
      },
      (error: unknown) => {
        this.#provider = undefined
        throw error
      },
    )
  }

  #checked(provider: MeetingProvider): MeetingProvider {
    const { name } = this
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
}
