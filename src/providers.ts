import type { InstanceOptions } from './config/instance-options.js'
import type { ProviderEntry } from './config/provider-entry.js'
import { MeetingError } from './errors/meeting-error.js'
import { CallsUnderWay } from './instances/calls-under-way.js'
import { Instance, type ProviderLoader } from './instances/instance.js'
import { systemClock } from './ports/clock.js'
import type { MeetingProvider } from './spec/provider.js'
import { type TenantAnswer, wrongAnswer } from './tenants/tenant-answer.js'
import { TenantInstances, type TenantInstancesOptions } from './tenants/tenant-instances.js'

export interface ProvidersOptions {
  readonly instances?: Readonly<Record<string, InstanceOptions>>
  /** Without it every tenant is served by the configured instances. */
  readonly tenants?: Omit<TenantInstancesOptions, 'shared' | 'retire'>
  /** Checks an entry for `reconfigure`: fails with `not-configured`. */
  readonly loaderOf?: (name: string, entry: ProviderEntry) => ProviderLoader
  readonly underWay?: CallsUnderWay
}

const none: InstanceOptions = {}

/** The instances by name, the configured ones and each tenant's own, each loaded on first use and only once. */
export class Providers {
  readonly defaultName: string
  /** The calls that may hold on to a provider. */
  readonly underWay: CallsUnderWay
  readonly #shared: Map<string, Instance>
  readonly #instances: ReadonlyMap<string, InstanceOptions>
  readonly #tenants: TenantInstances | undefined
  readonly #loaderOf: ProvidersOptions['loaderOf']
  readonly #retired = new Set<Instance>()
  #closed = false

  constructor(
    defaultName: string,
    loaders: Readonly<Record<string, ProviderLoader>>,
    options: ProvidersOptions = {},
  ) {
    const { instances = {}, tenants, loaderOf, underWay = new CallsUnderWay(systemClock) } = options
    this.defaultName = defaultName
    this.underWay = underWay
    this.#shared = new Map(
      Object.entries(loaders).map(([name, load]) => [name, new Instance(name, load)] as const),
    )
    this.#instances = new Map(Object.entries(instances))
    this.#loaderOf = loaderOf
    if (tenants === undefined) return
    const retire = (instance: Instance): void => this.#retire(instance)
    this.#tenants = new TenantInstances({ ...tenants, shared: this.names, retire })
  }

  /** Names of the configured instances. */
  get names(): readonly string[] {
    return [...this.#shared.keys()]
  }

  /** Names of the instances that are a tenant's own. */
  ownNames(tenant: string): readonly string[] | Promise<readonly string[]> {
    return this.#withAnswer(tenant, (answer) => [...(answer?.own.keys() ?? [])])
  }

  /** Whether there is an instance of this name, for this tenant. */
  has(name: string, tenant?: string): boolean | Promise<boolean> {
    return this.#withAnswer(tenant, (answer) => this.#shared.has(name) || answer?.own.has(name) === true)
  }

  /** The options of a configured instance; a tenant's own have none. */
  options(name: string): InstanceOptions {
    return this.#instances.get(name) ?? none
  }

  /** The instance on which new meetings are made. Fails with `not-configured` where a tenant's is none, or is retired. */
  route(tenant?: string): string | Promise<string> {
    return this.#withAnswer(tenant, (answer) => this.#checkedRoute(answer))
  }

  /**
   * The provider of an instance, at once if it is loaded and, with a tenant, where that is known: the tenant's own instance of
   * the name, else the configured one. A load that failed is tried again by the next caller.
   */
  get(name: string, tenant?: string): MeetingProvider | Promise<MeetingProvider> {
    const tenants = this.#tenants
    this.#refuseWhenClosed()
    if (tenant === undefined || tenants === undefined) return this.#configured(name).get()
    const answer = tenants.answer(tenant)
    const own = (known: TenantAnswer): MeetingProvider | Promise<MeetingProvider> =>
      this.#own(tenants, tenant, name, known)
    return answer instanceof Promise ? answer.then(own) : own(answer)
  }

  /**
   * Makes an instance anew out of another configuration. Fails with `not-configured`, and changes nothing, where that or the name
   * is wrong. The provider of before finishes the calls that run now and is closed.
   */
  reconfigure(name: string, entry: ProviderEntry): void {
    this.#refuseWhenClosed()
    const before = this.#configured(name)
    // The very provider that is there: closing it would leave none.
    if (before.holds(entry)) return
    const load = this.#loaderOf?.(name, entry)
    if (load === undefined)
      throw new MeetingError({ code: 'unsupported', message: 'nothing can be made here' })
    this.#shared.set(name, new Instance(name, load))
    this.#retire(before)
  }

  /** Closes what was loaded; further calls are refused. Safe to repeat. */
  async close(): Promise<void> {
    this.#closed = true
    const own = this.#tenants?.takeAll() ?? []
    const all = [...this.#shared.values(), ...own, ...this.#retired]
    this.#retired.clear()
    // One that cannot be closed keeps no other open.
    const closed = await Promise.allSettled(all.map((instance) => instance.close()))
    for (const outcome of closed) if (outcome.status === 'rejected') throw outcome.reason
  }

  #retire(instance: Instance): void {
    this.#retired.add(instance)
    this.underWay.whenOver(() => {
      if (!this.#retired.delete(instance)) return
      // Nobody waits for it, and nobody can do anything about it.
      instance.close().catch(() => undefined)
    })
  }

  #withAnswer<T>(tenant: string | undefined, work: (answer: TenantAnswer | undefined) => T): T | Promise<T> {
    this.#refuseWhenClosed()
    if (tenant === undefined || this.#tenants === undefined) return work(undefined)
    const answer = this.#tenants.answer(tenant)
    return answer instanceof Promise ? answer.then(work) : work(answer)
  }

  #checkedRoute(answer: TenantAnswer | undefined): string {
    const { route = this.defaultName, own } = answer ?? {}
    if (own?.has(route) === true) return route
    const path = 'provider'
    if (!this.#shared.has(route)) {
      const names = [...this.names, ...(own?.keys() ?? [])].join(', ')
      throw wrongAnswer([{ path, rule: `must name one of the instances: ${names}` }])
    }
    if (this.options(route).acceptNew !== false) return route
    throw wrongAnswer([{ path, rule: 'must name an instance that takes new meetings' }])
  }

  #own(
    tenants: TenantInstances,
    tenant: string,
    name: string,
    answer: TenantAnswer,
  ): MeetingProvider | Promise<MeetingProvider> {
    // It may have been closed while the resolver was asked.
    this.#refuseWhenClosed()
    return (tenants.instance(tenant, name, answer) ?? this.#configured(name, answer)).get()
  }

  #configured(name: string, answer?: TenantAnswer): Instance {
    const instance = this.#shared.get(name)
    if (instance !== undefined) return instance
    const known = [...this.names, ...(answer?.own.keys() ?? [])].map((other) => `"${other}"`).join(', ')
    throw new MeetingError({
      code: 'not-configured',
      message: `provider instance "${name}" is not configured; configured are ${known}`,
    })
  }

  #refuseWhenClosed(): void {
    if (this.#closed)
      throw new MeetingError({ code: 'not-configured', message: 'this Meetings object is closed' })
  }
}
