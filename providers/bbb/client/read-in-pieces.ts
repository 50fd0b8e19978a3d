import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { readFailure } from '../map-error.js'
import type { BbbCall } from '../servers.js'
import type { XmlElement } from '../xml/xml-element.js'
import { ownName } from './params.js'
import { Relay } from './relay.js'

/** A call whose answer is a long list. */
export interface ListCall<T> {
  readonly call: BbbCall
  readonly query: string
  readonly list: string
  readonly item: string
  readonly read: (element: XmlElement) => T
}

/**
 * Reads a list while it arrives: each entry is handed on as soon as it is complete, and reading pauses while
 * the caller is busy, so a list of any length costs the memory of a few entries. Leaving the loop ends the
 * call. What is left of the answer is the generator's result. A call that failed in a way that passes is
 * repeated only as long as nothing was handed on.
 */
export async function* readInPieces<T>(
  api: BbbApi,
  { call, query, list, item, read }: ListCall<T>,
  options: ProviderCallOptions,
): AsyncGenerator<T, XmlElement> {
  const leaving = new AbortController()
  const leave = (): void => leaving.abort()
  options.signal.addEventListener('abort', leave, { once: true })
  if (options.signal.aborted) leave()
  const relay = new Relay<T>()
  let begun = false
  const sending = api
    .send({
      call,
      query,
      options: { ...options, signal: leaving.signal, abortable: true },
      kind: 'read',
      answer: 'list',
      fieldOf: ownName,
      listing: {
        list,
        item,
        take(element) {
          begun = true
          relay.put(read(element))
        },
        async room() {
          await relay.emptied()
          // A fast sender fills many pieces in one turn of the event loop: each gets a turn of its own.
          await nextTurn()
        },
      },
      begun: () => begun,
    })
    .catch((error: unknown) => {
      throw readFailure(error)
    })
    .finally(() => relay.close())
  // Whoever left asks no more how it went.
  sending.catch(() => undefined)
  try {
    yield* relay
    return await sending
  } finally {
    options.signal.removeEventListener('abort', leave)
    leave()
  }
}
