import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { HttpRequest, HttpResponseHead, HttpTransport } from '../../src/http/http-transport.js'
import { statusError } from '../../src/http/status-error.js'
import type { Clock } from '../../src/ports/clock.js'
import { refusal } from './map-error.js'
import { toldByRedirect } from './redirected-error.js'
import type { BbbCall } from './servers.js'
import type { XmlElement } from './xml/xml-element.js'
import { type OpenXmlReader, type XmlListing, type XmlReader, XmlRefusal } from './xml/xml-reader.js'

/** As much of an answer as an error may quote from. */
const HEAD_LENGTH = 4_096

/**
 * Only XML: BigBlueButton negotiates, and what HTTP clients usually accept turns answers of newer servers
 * into JSON or into an HTTP 500. Fact sheet section 3.5.
 */
export const headers: Readonly<Record<string, string>> = { accept: 'application/xml, text/xml' }

/** What is sent beside the URL: slides, or a file. A body is not signed, so no parameters. */
export interface RequestBody {
  /** The bare type: some releases refuse one with a charset behind it. Fact sheet section 1.1. */
  readonly contentType: string
  readonly content: string | Uint8Array
}

export interface Exchange {
  readonly transport: HttpTransport
  readonly clock: Clock
  readonly call: BbbCall
  readonly url: string
  /** With a body it is a POST. */
  readonly body?: RequestBody | undefined
  readonly signal: AbortSignal
  /** Must not go out twice. */
  readonly once?: boolean
  readonly maxBytes: number
  /** Called once the request is on its way, so that loading a reader costs no time of its own. */
  readonly loadReader: () => Promise<OpenXmlReader>
  readonly listing?: XmlListing | undefined
  /** Sees status and headers of an answer that is the API's. */
  readonly onHead?: ((head: HttpResponseHead) => void) | undefined
}

/**
 * One call of the API, read as it arrives. The body decides before the status does, because load balancers
 * send the API's errors with HTTP 500; what is no XML `response` is the error that its status stands for.
 */
export async function exchange(request: Exchange): Promise<XmlElement> {
  const { transport, clock, call, signal, maxBytes, loadReader, listing } = request
  const pieces: string[] = []
  let reader: XmlReader | undefined
  let head = ''

  function notTheApi(response: HttpResponseHead, why: string): MeetingError {
    const told = toldByRedirect(response)
    if (told !== undefined) return refusal(told, call)
    const seen = { ...response, body: head }
    return statusError(seen, `the XML of BigBlueButton's API (${why})`, clock.now())
  }
  /** Runs a step of the reader; its refusal becomes the error that the response stands for. */
  function reading<T>(response: HttpResponseHead, step: (reader: XmlReader) => T): T | undefined {
    if (reader === undefined) return undefined
    try {
      for (const piece of pieces.splice(0)) reader.write(piece)
      return step(reader)
    } catch (error) {
      throw error instanceof XmlRefusal ? notTheApi(response, error.message) : error
    }
  }

  const sending = transport.send({
    signal,
    maxBytes,
    onText(text, response) {
      if (head.length < HEAD_LENGTH) head += text.slice(0, HEAD_LENGTH - head.length)
      pieces.push(text)
      reading(response, () => undefined)
      return listing?.room?.()
    },
    // The copy comes last: V8 is fifty times slower at adding members to a copy.
    ...sendable(request, headers),
  })
  const loading = loadReader().then((open) => {
    listing?.restart?.()
    reader = open(listing)
  })
  const [response] = await Promise.all([sending, loading])
  const root = reading(response, (ready) => ready.end())
  if (root?.name !== 'response') throw notTheApi(response, 'its root element is another')
  request.onHead?.(response)
  return root
}

/** Method, URL, headers and body of a call. */
export function sendable(
  { url, body, once = false }: Exchange,
  accepting: Readonly<Record<string, string>>,
): Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body' | 'once'> {
  if (body === undefined) return { method: 'GET', url, headers: accepting, once }
  const sent = { ...accepting, 'content-type': body.contentType }
  return { method: 'POST', url, headers: sent, body: body.content, once }
}
