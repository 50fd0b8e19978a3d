import type { ProviderCallOptions } from '../spec/call-options.js'
import { Call, type CallSettings } from './call.js'

/**
 * Runs work that yields. The time limit holds for each step, because what the caller does between two steps is the
 * caller's time. The work's signal fires when a step is given up and when the caller leaves the loop.
 */
export async function* iterateCall<T>(
  settings: CallSettings,
  open: (options: ProviderCallOptions) => AsyncIterable<T> | Promise<AsyncIterable<T>>,
): AsyncGenerator<T, void> {
  const controller = new AbortController()
  const options: ProviderCallOptions = {
    signal: controller.signal,
    abortable: true,
    remainingMs: settings.timeoutMs,
    strict: settings.strict,
  }
  let iterator: AsyncIterator<T> | undefined
  const step = async (call: Call): Promise<IteratorResult<T>> => {
    call.signal.addEventListener('abort', () => controller.abort(), { once: true })
    iterator ??= (await open(options))[Symbol.asyncIterator]()
    return iterator.next()
  }
  try {
    for (;;) {
      const result = await new Call(settings).run(step)
      if (result.done === true) return
      yield result.value
    }
  } finally {
    controller.abort()
    // Whoever left does not wait for it; what it still has to say nobody asks about.
    iterator?.return?.()?.catch(() => undefined)
  }
}
