import type { HttpResponseHead } from '../../src/http/http-transport.js'
import type { Reason } from './map-error.js'

/**
 * The reason in a redirect: a join is refused by sending the browser to a page with
 * `?errors=[{"message":…,"key":…}]`, before 2.7 also where `redirect=false` asked for XML. Fact sheet section
 * 3.5.
 */
export function toldByRedirect({ status, headers }: HttpResponseHead): Reason | undefined {
  const { location } = headers
  if (status < 300 || status > 399 || location === undefined) return undefined
  const errors = new URLSearchParams(location.slice(location.indexOf('?') + 1)).get('errors')
  if (errors === null) return undefined
  try {
    const [first]: unknown[] = [JSON.parse(errors)].flat()
    if (typeof first !== 'object' || first === null) return undefined
    return { key: memberOf(first, 'key'), message: memberOf(first, 'message') }
  } catch {
    return undefined
  }
}

function memberOf(value: object, name: string): string | undefined {
  const member: unknown = new Map(Object.entries(value)).get(name)
  return typeof member === 'string' && member !== '' ? member : undefined
}
