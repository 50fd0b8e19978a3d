import { statusError } from '../../src/http/status-error.js'
import { type Exchange, sendable } from './exchange.js'
import type { XmlElement } from './xml/xml-element.js'
import { FORBIDDEN_NAME, MAX_DEPTH, XmlRefusal } from './xml/xml-reader.js'

/** JSON first: the few calls that speak it answer errors in XML all the same. */
const headers: Readonly<Record<string, string>> = {
  accept: 'application/json, application/xml;q=0.9, text/xml;q=0.9',
}

/** One call that answers JSON, or an error in either form: the answer in the shape of the XML ones. */
export async function exchangeJson(request: Exchange): Promise<XmlElement> {
  const { transport, clock, signal, maxBytes, loadReader } = request
  const response = await transport.send({ ...sendable(request, headers), signal, maxBytes })
  try {
    if (/^\s*\{/.test(response.body)) return rootOf(response.body)
    const reader = (await loadReader())()
    reader.write(response.body)
    const root = reader.end()
    if (root.name === 'response') return root
    throw new XmlRefusal('its root element is another')
  } catch (error) {
    if (!(error instanceof XmlRefusal)) throw error
    throw statusError(response, `the JSON of BigBlueButton's API (${error.message})`, clock.now())
  }
}

function rootOf(text: string): XmlElement {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw new XmlRefusal('it is no JSON', { cause: error })
  }
  const response = entriesOf(parsed).find(([name]) => name === 'response')?.[1]
  if (typeof response !== 'object' || response === null) throw new XmlRefusal('it has no response')
  return elementOf('response', response, 1)
}

/** A member as an element; a list as one element an entry, as XML has it. */
function elementOf(name: string, value: unknown, depth: number): XmlElement {
  if (depth > MAX_DEPTH) throw new XmlRefusal(`it is nested more than ${MAX_DEPTH} deep`)
  const children = entriesOf(value).flatMap(([member, inner]) =>
    Array.isArray(inner)
      ? inner.map((entry: unknown) => elementOf(member, entry, depth + 1))
      : elementOf(member, inner, depth + 1),
  )
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return { name, text: isText ? String(value) : '', attributes: undefined, children }
}

function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const entries: [string, unknown][] = Object.entries(value)
  if (entries.some(([name]) => name === FORBIDDEN_NAME))
    throw new XmlRefusal('it has a member of a forbidden name')
  return entries
}
