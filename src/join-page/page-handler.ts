import { notThePage, wrongType } from './api-answers.js'
import type { PageApiServer, PageRoute } from './page-api-server.js'
import { everywhere } from './security-headers.js'
import { nothingHere, type StaticFiles, wrongMethod } from './static-files.js'

/** The page, a file of it, or something that it asks. */
const ourPath = /^\/(?:(assets|api)\/([^/]+))?$/
const routes: ReadonlySet<string> = new Set<PageRoute>(['redeem', 'resume', 'status', 'act', 'leave'])

/** Finds who answers a request: opening the page does nothing and tells nothing; whatever does something has to come from it. */
export class PageHandler {
  readonly #url: URL
  readonly #bases: readonly string[]
  readonly #files: StaticFiles
  readonly #api: PageApiServer

  constructor(url: string, files: StaticFiles, api: PageApiServer) {
    this.#url = new URL(url)
    this.#bases = basesOf(this.#url.pathname)
    this.#files = files
    this.#api = api
  }

  /** Never rejects. */
  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    for (const base of this.#bases) {
      const path = pathname.startsWith(base) ? pathname.slice(base.length) : ''
      const [isOurs, folder, name = ''] = ourPath.exec(path) ?? []
      if (isOurs === undefined) continue
      if (folder === 'api') {
        if (isRoute(name)) return this.#serve(name, request)
        continue
      }
      if (!reads(request)) return wrongMethod('GET, HEAD')
      return folder === 'assets' ? this.#files.asset(request, name) : this.#files.page(request)
    }
    // The address without its slash: from there the page's own, relative requests would go astray. Browsers keep what is behind `#`.
    return this.#bases.includes(pathname) ? this.#toPage(request) : nothingHere()
  }

  #toPage(request: Request): Response {
    if (!reads(request)) return wrongMethod('GET, HEAD')
    const location = `${this.#url.href.replace(/\/+$/, '')}/`
    return new Response(null, { status: 308, headers: { ...everywhere, location } })
  }

  #serve(route: PageRoute, request: Request): Response | Promise<Response> {
    if (request.method !== 'POST') return wrongMethod('POST')
    const { headers } = request
    // Another site can make a browser send a request, but neither with this origin nor, without being asked for, of this type.
    const site = headers.get('sec-fetch-site') ?? 'same-origin'
    if (headers.get('origin') !== this.#url.origin || site !== 'same-origin') return notThePage()
    const [type = ''] = (headers.get('content-type') ?? '').split(';')
    return type.trim().toLowerCase() === 'application/json' ? this.#api.answer(route, request) : wrongType()
  }
}

/**
 * The base path, and what of it may be left: a proxy takes it off, API Gateway the name of its stage. The longest comes first: what
 * is left can look like a path of ours.
 */
function basesOf(pathname: string): readonly string[] {
  const [, ...names] = pathname.replace(/\/+$/, '').split('/')
  return [...names.map((_, index) => `/${names.slice(index).join('/')}`), '']
}

function reads({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

function isRoute(name: string): name is PageRoute {
  return routes.has(name)
}
