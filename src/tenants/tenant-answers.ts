import type { TenantResolver } from '../config/tenant-route.js'
import { MeetingError } from '../errors/meeting-error.js'
import { safeCause } from '../errors/safe-cause.js'
import { BoundedMap } from '../memory/bounded-map.js'
import type { Clock } from '../ports/clock.js'
import { type TenantAnswer, tenantAnswer } from './tenant-answer.js'

const MAX_ANSWERS = 10_000

export interface TenantAnswersOptions {
  readonly resolver: TenantResolver
  readonly clock: Clock
  readonly ttlMs: number
  /** After this a question is given up, whoever waits: one that hangs must not keep the tenant's next calls. */
  readonly limitMs: number
  /** Names of the configured instances. */
  readonly shared: readonly string[]
  /** Told of every new answer, and of the one that it takes the place of if that is still known. */
  readonly changed: (tenant: string, answer: TenantAnswer, before: TenantAnswer | undefined) => void
}

/** Asks the resolver, once at a time for each tenant, and trusts what it answered for a while. Failures are not remembered. */
export class TenantAnswers {
  readonly #options: TenantAnswersOptions
  readonly #known = new BoundedMap<string, { readonly answer: TenantAnswer; readonly until: number }>(
    MAX_ANSWERS,
  )
  readonly #asked = new Map<string, Promise<TenantAnswer>>()

  constructor(options: TenantAnswersOptions) {
    this.#options = options
  }

  /** At once where the answer is known, or the resolver answers at once. Fails with `unavailable` or `not-configured`. */
  of(tenant: string): TenantAnswer | Promise<TenantAnswer> {
    const known = this.#known.get(tenant)
    if (known !== undefined && known.until > this.#options.clock.now()) return known.answer
    return this.#asked.get(tenant) ?? this.#ask(tenant)
  }

  #ask(tenant: string): TenantAnswer | Promise<TenantAnswer> {
    const { resolver, shared } = this.#options
    let answered: ReturnType<TenantResolver>
    try {
      answered = resolver(tenant)
    } catch (error) {
      throw failed(error)
    }
    if (!isPromise(answered)) return this.#keep(tenant, tenantAnswer(answered, shared))
    const asked = this.#inTime(answered)
      .then((answer) => this.#keep(tenant, tenantAnswer(answer, shared)))
      .finally(() => this.#asked.delete(tenant))
    this.#asked.set(tenant, asked)
    return asked
  }

  #inTime<T>(answered: PromiseLike<T>): Promise<T> {
    const { clock, limitMs } = this.#options
    return new Promise((resolve, reject) => {
      const cancel = clock.after(limitMs, () => reject(failed(new Error('no answer in time'))))
      answered.then(
        (answer) => {
          cancel()
          resolve(answer)
        },
        (error: unknown) => {
          cancel()
          reject(failed(error))
        },
      )
    })
  }

  #keep(tenant: string, answer: TenantAnswer): TenantAnswer {
    const { clock, ttlMs, changed } = this.#options
    const before = this.#known.get(tenant)?.answer
    this.#known.set(tenant, { answer, until: clock.now() + ttlMs })
    changed(tenant, answer, before)
    return answer
  }
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** A `MeetingError` is what the resolver wants to say; of anything else only a safe cause is kept. */
function failed(error: unknown): MeetingError {
  if (MeetingError.is(error)) return error.with({ effect: 'none' })
  return new MeetingError({
    code: 'unavailable',
    message: 'where the tenant is cannot be told: `tenants` failed',
    effect: 'none',
    vendorCode: 'tenants',
    cause: safeCause(error),
  })
}
