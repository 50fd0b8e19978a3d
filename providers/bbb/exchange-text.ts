import { statusError } from '../../src/http/status-error.js'
import { type Exchange, headers, sendable } from './exchange.js'
import { failureOf } from './map-error.js'
import { textOf } from './xml/xml-element.js'
import { XmlRefusal } from './xml/xml-reader.js'

/** One call that answers an XML document of its own: its text as it came. */
export async function exchangeText(request: Exchange): Promise<string> {
  const { transport, clock, call, signal, maxBytes, loadReader } = request
  const response = await transport.send({ ...sendable(request, headers), signal, maxBytes })
  try {
    const reader = (await loadReader())()
    reader.write(response.body)
    const root = reader.end()
    if (root.name === 'response' && textOf(root, 'returncode') !== 'SUCCESS') throw failureOf(root, call)
    if (response.status < 300) return response.body
    throw new XmlRefusal('its status is another')
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error
    throw statusError(response, `an XML document (${error.message})`, clock.now())
  }
}
