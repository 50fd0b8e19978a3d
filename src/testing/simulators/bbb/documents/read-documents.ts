import type { SimulatedBbbDocument } from './simulated-document.js'
import { MalformedXmlError, type RequestElement, readRequestXml } from './xml-reader.js'

/** What a body of slides holds, and what in it the server cannot use. */
export interface ReadDocuments {
  readonly documents: readonly SimulatedBbbDocument[]
  readonly problems: readonly string[]
}

/** The `presentation` modules of a body; other modules change nothing that the API shows. Fact sheet section 1.2. */
export function readDocuments(body: string): ReadDocuments {
  try {
    const root = readRequestXml(body)
    if (root.name !== 'modules') return { documents: [], problems: [`The root is ${root.name}, not modules`] }
    const found = root.children
      .filter(({ name, attributes }) => name === 'module' && attributes.get('name') === 'presentation')
      .flatMap(({ children }) => children)
      .filter(({ name }) => name === 'document')
      .map(documentOf)
    return {
      documents: withOneCurrent(found.filter((document) => typeof document !== 'string')),
      problems: found.filter((document) => typeof document === 'string'),
    }
  } catch (error) {
    if (error instanceof MalformedXmlError) return { documents: [], problems: [error.message] }
    throw error
  }
}

/** A document from a URL parameter, which follows the same rules. */
export function documentFromUrl(url: string, name: string): SimulatedBbbDocument | string {
  if (!URL.canParse(url)) return 'A slide URL cannot be parsed'
  const { protocol, hostname, pathname } = new URL(url)
  if (protocol !== 'https:') return 'A slide URL is not https'
  if (hostname === 'localhost') return 'A slide URL leads to a blocked host'
  return { name: name || lastPartOf(pathname), url, current: false, downloadable: false, removable: true }
}

function documentOf(element: RequestElement): SimulatedBbbDocument | string {
  const { attributes, text } = element
  const url = attributes.get('url')
  const name = attributes.get(url === undefined ? 'name' : 'filename') ?? ''
  const made = url === undefined ? documentFromText(name, text) : documentFromUrl(url, name)
  if (typeof made === 'string') return made
  return {
    ...made,
    current: attributes.get('current') === 'true',
    downloadable: attributes.get('downloadable') === 'true',
    removable: attributes.get('removable') !== 'false',
  }
}

function documentFromText(name: string, text: string): SimulatedBbbDocument | string {
  if (name === '') return 'A document has neither a URL nor a name'
  const base64 = text.replace(/\s/g, '')
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}={0,2}|[A-Za-z0-9+/]{3}=?)?$/.test(base64)) {
    return 'A document is no base64'
  }
  return { name, bytes: Buffer.from(base64, 'base64'), current: false, downloadable: false, removable: true }
}

function lastPartOf(pathname: string): string {
  const last = pathname.split('/').at(-1) ?? ''
  return /%(?![0-9A-Fa-f]{2})/.test(last) ? last : decodeURIComponent(last)
}

/** The last one that says so, else the first. */
function withOneCurrent(documents: readonly SimulatedBbbDocument[]): readonly SimulatedBbbDocument[] {
  const chosen = Math.max(
    0,
    documents.findLastIndex(({ current }) => current),
  )
  return documents.map((document, index) => ({ ...document, current: index === chosen }))
}
