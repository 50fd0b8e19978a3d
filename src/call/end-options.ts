import type { ProviderEndOptions } from '../spec/provider.js'
import type { Call } from './call.js'

/** The call's options with those of an end; the signal is still made on demand. */
export function endOptions(call: Call, wait: boolean, waitMs: number): ProviderEndOptions {
  return {
    get signal() {
      return call.signal
    },
    get remainingMs() {
      return call.remainingMs
    },
    abortable: call.abortable,
    strict: call.strict,
    wait,
    waitMs,
  }
}
