import type { ProviderCallOptions } from '../spec/call-options.js'
import type { Call } from './call.js'

/** The call's options with those of a verb; the signal is still made on demand. */
export function optionsWith<More extends object>(call: Call, more: More): ProviderCallOptions & More {
  const options = {
    get signal() {
      return call.signal
    },
    get remainingMs() {
      return call.remainingMs
    },
    abortable: call.abortable,
    strict: call.strict,
  }
  return Object.assign(options, more)
}
