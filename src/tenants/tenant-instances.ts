import { type ProviderMaker, sameMaker } from '../config/provider-maker.js'
import { Instance, type ProviderLoader } from '../instances/instance.js'
import type { TenantAnswer } from './tenant-answer.js'
import { TenantAnswers, type TenantAnswersOptions } from './tenant-answers.js'

export interface TenantInstancesOptions extends Omit<TenantAnswersOptions, 'changed'> {
  /** How many instances are kept. */
  readonly max: number
  readonly load: (tenant: string, name: string, maker: ProviderMaker) => ReturnType<ProviderLoader>
  /** Told of an instance that no new call will get: to be closed when the calls of now are over. */
  readonly retire: (instance: Instance) => void
}

interface Kept {
  readonly instance: Instance
  maker: ProviderMaker
}

/**
 * The tenants' own instances: each tenant sees its own, and only by what the resolver says of it now. Bounded; the one that was
 * not used for longest makes room.
 */
export class TenantInstances {
  readonly #options: TenantInstancesOptions
  readonly #answers: TenantAnswers
  /** The one used last is last. */
  readonly #kept = new Map<string, Kept>()

  constructor(options: TenantInstancesOptions) {
    this.#options = options
    this.#answers = new TenantAnswers({ ...options, changed: (...change) => this.#drop(...change) })
  }

  answer(tenant: string): TenantAnswer | Promise<TenantAnswer> {
    return this.#answers.of(tenant)
  }

  /** A tenant's own instance of a name; undefined where the answer names none. */
  instance(tenant: string, name: string, { own }: TenantAnswer): Instance | undefined {
    const maker = own.get(name)
    if (maker === undefined) return undefined
    const key = keyOf(tenant, name)
    const kept = this.#kept.get(key)
    this.#kept.delete(key)
    if (kept !== undefined && (kept.maker === maker || sameMaker(kept.maker, maker))) {
      kept.maker = maker
      this.#kept.set(key, kept)
      return kept.instance
    }
    if (kept !== undefined) this.#retire(kept)
    const instance = new Instance(name, () => this.#options.load(tenant, name, maker))
    this.#kept.set(key, { instance, maker })
    this.#makeRoom()
    return instance
  }

  /** All that are kept and ours to close, of which nothing is kept any more. */
  takeAll(): readonly Instance[] {
    const all = [...this.#kept.values()].filter(({ maker }) => !maker.ready)
    this.#kept.clear()
    return all.map(({ instance }) => instance)
  }

  #makeRoom(): void {
    for (const [key, kept] of this.#kept) {
      if (this.#kept.size <= this.#options.max) return
      this.#kept.delete(key)
      this.#retire(kept)
    }
  }

  /** What an answer does not name any more, nobody can ask for. */
  #drop(tenant: string, { own }: TenantAnswer, before: TenantAnswer | undefined): void {
    for (const name of before?.own.keys() ?? []) {
      const kept = own.has(name) ? undefined : this.#kept.get(keyOf(tenant, name))
      if (kept === undefined) continue
      this.#kept.delete(keyOf(tenant, name))
      this.#retire(kept)
    }
  }

  #retire({ instance, maker }: Kept): void {
    if (!maker.ready) this.#options.retire(instance)
  }
}

/** No tenant's name holds a control character. */
function keyOf(tenant: string, name: string): string {
  return `${tenant}\n${name}`
}
