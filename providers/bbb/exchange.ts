import type { MeetingError } from '../../src/errors/meeting-error.js'
import type { HttpResponseHead, HttpTransport } from '../../src/http/http-transport.js'
import { statusError } from '../../src/http/status-error.js'
import type { Clock } from '../../src/ports/clock.js'
import type { XmlElement } from './xml/xml-element.js'
import { type OpenXmlReader, type XmlListing, type XmlReader, XmlRefusal } from './xml/xml-reader.js'

/** As much of an answer as an error may quote from. */
const HEAD_LENGTH = 4_096

/**
 * Only XML: BigBlueButton negotiates, and what HTTP clients usually accept turns answers of newer servers
 * into JSON or into an HTTP 500. Fact sheet section 3.5.
 */
const headers: Readonly<Record<string, string>> = { accept: 'application/xml, text/xml' }

export interface Exchange {
  readonly transport: HttpTransport
  readonly clock: Clock
  readonly url: string
  readonly signal: AbortSignal
  readonly maxBytes: number
  /** Called once the request is on its way, so that loading a reader costs no time of its own. */
  readonly loadReader: () => Promise<OpenXmlReader>
  readonly listing?: XmlListing | undefined
}

/**
 * One GET of the API, read as it arrives. The body decides before the status does, because load balancers
 * send the API's errors with HTTP 500; what is no XML `response` is the error that its status stands for.
 */
export async function exchange(request: Exchange): Promise<XmlElement> {
  const { transport, clock, url, signal, maxBytes, loadReader, listing } = request
  const pieces: string[] = []
  let reader: XmlReader | undefined
  let head = ''

  function notTheApi(response: HttpResponseHead, why: string): MeetingError {
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
    method: 'GET',
    url,
    headers,
    signal,
    maxBytes,
    onText(text, response) {
      if (head.length < HEAD_LENGTH) head += text.slice(0, HEAD_LENGTH - head.length)
      pieces.push(text)
      reading(response, () => undefined)
    },
  })
  const loading = loadReader().then((open) => {
    reader = open(listing)
  })
  const [response] = await Promise.all([sending, loading])
  const root = reading(response, (ready) => ready.end())
  if (root?.name !== 'response') throw notTheApi(response, 'its root element is another')
  return root
}
