import { createHash } from 'node:crypto'
import type { ResolvedPageOptions } from './options.js'
import type { PageAsset } from './page-assets.js'
import { pageHtml } from './page-html.js'
import { everywhere, type Headers, pageHeaders, plainHeaders } from './security-headers.js'

/** Without the files there is no page: said to whoever runs it, since nobody else ever sees this. */
const MISSING =
  'The files of the join page are not there. In the sources of anymeet, build them: npm run build. In a bundle, copy the directory ' +
  'join-page-assets of the package beside it, or give createJoinPage({ assets: assetsIn(directory) }).\n'

/** Serves what is the same for everybody: the page, and its files. */
export class StaticFiles {
  readonly #options: ResolvedPageOptions
  readonly #headers: Headers
  readonly #onMissing: (error: Error) => void

  constructor(options: ResolvedPageOptions, onMissing: (error: Error) => void) {
    this.#options = options
    this.#headers = pageHeaders(options)
    this.#onMissing = onMissing
  }

  page(request: Request): Promise<Response> {
    return this.#served(async () => {
      const html = Buffer.from(pageHtml(await this.#options.assets.manifest(), this.#options))
      const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`
      const headers = {
        ...this.#headers,
        'content-type': 'text/html; charset=utf-8',
        // Asked for again each time: it names the files of the latest release.
        'cache-control': 'no-cache',
        etag,
      }
      if (isKnown(etag, request.headers.get('if-none-match')))
        return new Response(null, { status: 304, headers })
      return file(request, html, headers)
    })
  }

  asset(request: Request, name: string): Promise<Response> {
    return this.#served(async () => {
      const asset = await this.#options.assets.get(name)
      return asset === undefined ? nothingHere() : assetAnswer(request, asset)
    })
  }

  async #served(answer: () => Promise<Response>): Promise<Response> {
    try {
      return await answer()
    } catch (error) {
      this.#onMissing(error instanceof Error ? error : new Error('the assets of the page failed'))
      return new Response(MISSING, { status: 500, headers: plainHeaders })
    }
  }
}

export function nothingHere(): Response {
  return new Response('nothing here\n', { status: 404, headers: plainHeaders })
}

export function wrongMethod(allow: string): Response {
  return new Response('wrong method\n', { status: 405, headers: { ...plainHeaders, allow } })
}

/** Marked as weak by who packs on the way, one of several, or any: it is this one that the browser has (RFC 9110, section 13.1.2). */
function isKnown(etag: string, ifNoneMatch: string | null): boolean {
  const named = (ifNoneMatch ?? '').split(',').map((item) => item.trim().replace(/^W\//, ''))
  return named.some((item) => item === etag || item === '*')
}

function assetAnswer(request: Request, { bytes, type, gzip, brotli }: PageAsset): Response {
  const accepted = acceptedEncodings(request.headers.get('accept-encoding'))
  const [encoding, packed] =
    brotli !== undefined && accepted.has('br')
      ? ['br', brotli]
      : gzip !== undefined && accepted.has('gzip')
        ? ['gzip', gzip]
        : [undefined, bytes]
  return file(request, packed, {
    ...everywhere,
    'content-type': type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  })
}

function acceptedEncodings(header: string | null): ReadonlySet<string> {
  const named = (header ?? '').split(',').map((item) =>
    item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  )
  return new Set(named.filter(([, quality = '1']) => Number(quality) > 0).map(([name = '']) => name))
}

function file(request: Request, bytes: Uint8Array, headers: Headers): Response {
  const body = request.method === 'HEAD' ? null : Buffer.from(bytes)
  return new Response(body, { headers: { ...headers, 'content-length': String(bytes.length) } })
}
