import type { SimulatorRequest } from '../simulator-server.js'

/** A call of the API as the server sees it, before any rule is looked at. */
export interface ApiRequest {
  readonly call: string
  readonly method: string
  /** The query exactly as sent, without `?`. */
  readonly rawQuery: string
  readonly query: URLSearchParams
  /** The body's parameters, when it is a form. */
  readonly form: URLSearchParams
  /** Query and form together, less the checksum; the first value of a name counts; no control characters. */
  readonly params: ReadonlyMap<string, string>
  /** The bare media type, lower case. */
  readonly contentType: string | undefined
  readonly hasBody: boolean
  readonly body: string
  readonly headers: SimulatorRequest['headers']
}

export function readApiRequest(
  call: string,
  { method, target, headers, body }: SimulatorRequest,
): ApiRequest {
  const mark = target.indexOf('?')
  const rawQuery = mark === -1 ? '' : target.slice(mark + 1)
  const contentType = headers['content-type']?.toString().split(';')[0]?.trim().toLowerCase()
  const query = new URLSearchParams(rawQuery)
  const form = new URLSearchParams(contentType === 'application/x-www-form-urlencoded' ? body : '')
  const params = new Map<string, string>()
  for (const [name, value] of [...query, ...form]) {
    const key = withoutControls(name)
    if (key !== 'checksum' && !params.has(key)) params.set(key, withoutControls(value))
  }
  // A chunked body has no length and so counts as no body for the server's Content-Type rule.
  const hasBody = Number(headers['content-length'] ?? 0) > 0
  return { call, method, rawQuery, query, form, params, contentType, hasBody, body, headers }
}

function withoutControls(text: string): string {
  return text.replace(/\p{Cc}/gu, '')
}
