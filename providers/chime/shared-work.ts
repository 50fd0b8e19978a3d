import type { MeetingErrorEffect } from '../../src/errors/codes.js'
import { MeetingError } from '../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import { abandonable, unhurried } from './abandon.js'

/**
 * Work that callers who want the same thing at the same moment do once for all of them. It goes on whoever leaves, for as long
 * as whoever began it has time; where that was too short, somebody who has more begins anew.
 */
export class SharedWork<T> {
  readonly #effect: MeetingErrorEffect
  readonly #underWay = new Map<string, Promise<T>>()

  /** `effect` is that of giving up while the work goes on. */
  constructor(effect: MeetingErrorEffect = 'none') {
    this.#effect = effect
  }

  /** Fails with `aborted` as soon as the signal fires, and else as the work does. */
  async run(
    key: string,
    { signal, remainingMs }: Pick<ProviderCallOptions, 'signal' | 'remainingMs'>,
    work: (options: ProviderCallOptions) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const others = this.#underWay.get(key)
      if (others === undefined) break
      try {
        return await abandonable(others, signal, this.#effect)
      } catch (error) {
        if (!MeetingError.is(error) || error.code !== 'rate-limited') throw error
      }
    }
    const own = work(unhurried(remainingMs)).finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, own)
    return abandonable(own, signal, this.#effect)
  }
}
