import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { facade, person } from './facade.mjs'
import { startSite } from './site.mjs'
import { startVisitor } from './visitor.mjs'

const html =
  '<!doctype html><link rel="icon" href="data:,"><body><button disabled>Join</button><script src="client" type="module"></script>'
const compress = { gzip: (script) => gzipSync(script, { level: 9 }), br: brotliCompressSync }

/** The least that the vendor's client takes: its package as it comes, minified, in a page without a surface. */
export async function contender(aws) {
  const site = await startSite()
  const meetings = await facade(aws, site.origin)
  const script = await bundle()
  const packed = new Map()
  site.serve(async ({ url, headers }) => {
    const { pathname } = new URL(url)
    if (pathname === '/credentials') return Response.json(await credentials(meetings))
    if (pathname !== '/client') return new Response(html, { headers: { 'content-type': 'text/html' } })
    const encoding = headers.get('accept-encoding')
    if (!packed.has(encoding)) packed.set(encoding, compress[encoding](script))
    return new Response(packed.get(encoding), {
      headers: { 'content-type': 'text/javascript', 'content-encoding': encoding },
    })
  })
  const { visit, close } = await startVisitor(site, {
    ready: 'button:enabled',
    button: 'button',
    inside: 'body[data-started]',
  })
  const run = ({ encoding }) => visit(site.origin, encoding)
  return { sample: () => run({ encoding: 'gzip' }), run, close }
}

async function credentials(meetings) {
  const request = { participant: person(1), joinVia: 'vendor', create: {} }
  const { session } = await meetings.join(randomUUID(), request)
  const { Meeting, Attendee } = session
  // Where the client is told to report usage to AWS, it tries to.
  const { EventIngestionUrl: _unused, ...MediaPlacement } = Meeting.MediaPlacement
  return { Meeting: { ...Meeting, MediaPlacement }, Attendee }
}

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('bare-client.mjs', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    mainFields: ['browser', 'module', 'main'],
    define: { global: 'window' },
    logLevel: 'error',
  })
  return outputFiles[0].contents
}
