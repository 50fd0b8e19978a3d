import type { ProviderContext } from '../../../../ports/provider-factory.js'

/** How the library sends plain HTTP. */
export type DeliveryTransport = ProviderContext['transport']

type TransportRequest = Parameters<DeliveryTransport['send']>[0]

export interface SnsPage {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/**
 * A transport that answers requests to `origin` itself, and hands everything else on to `base`. Without one such a request
 * is refused: a test does not go out.
 */
export function transportAround(
  origin: string,
  page: (method: string, url: URL) => SnsPage,
  base: DeliveryTransport | undefined,
): DeliveryTransport {
  return {
    async send(request) {
      request.signal.throwIfAborted()
      const url = new URL(request.url)
      if (url.origin !== origin) {
        if (base !== undefined) return base.send(request)
        throw new Error(`Only ${origin} is simulated, and there is no other transport for ${url.origin}`)
      }
      return answer(request, page(request.method, url))
    },
    async close() {
      await base?.close()
    },
  }
}

async function answer(
  request: TransportRequest,
  { status, contentType, body }: SnsPage,
): ReturnType<DeliveryTransport['send']> {
  const length = Buffer.byteLength(body)
  if (length > request.maxBytes) throw new Error(`The answer has ${length} bytes, more than are read`)
  const head = { status, headers: { 'content-type': contentType, 'content-length': String(length) } }
  if (request.onText === undefined) return { ...head, body }
  await request.onText(body, head)
  return { ...head, body: '' }
}
