import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build, type Metafile } from 'esbuild'
import type { PageManifest } from '../../src/join-page/page-api.js'
import { sessionModules } from './session-modules.js'
import { thirdPartyNotices } from './third-party-notices.js'

/** What a page may weigh before any device opens: script and style, packed with gzip. */
const LIMIT_BYTES = 350 * 1024

const root = fileURLToPath(new URL('../../', import.meta.url))
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
}

interface FileSize {
  readonly name: string
  readonly raw: number
  readonly gzip: number
  readonly brotli: number
}

export interface BuiltPage {
  readonly manifest: PageManifest
  readonly sizes: readonly FileSize[]
  readonly wireBytes: number
  readonly limitBytes: number
}

/** Writes the page's files and their manifest into a directory, which is emptied first. The same sources make the same files. */
export async function buildPage(out: string): Promise<BuiltPage> {
  const { script, style, metafile } = await bundled()
  const notices = Buffer.from(await thirdPartyNotices(metafile, root))
  const noticesName = hashedName('third-party-notices.txt', notices)
  const pointer = (text: string): string => `/*! Third-party notices: ${noticesName} */\n${text}`
  const contents = new Map<string, Buffer>([
    ['join-page.js', Buffer.from(pointer(script))],
    ['join-page.css', Buffer.from(style)],
    ['icon.svg', await readFile(join(root, 'page/assets/icon.svg'))],
    ['third-party-notices.txt', notices],
  ])
  await rm(out, { recursive: true, force: true })
  await mkdir(out, { recursive: true })
  const names = new Map<string, string>()
  const sizes: FileSize[] = []
  for (const [name, bytes] of contents) {
    const hashed = hashedName(name, bytes)
    names.set(name, hashed)
    sizes.push(await written(join(out, hashed), bytes))
  }
  const nameOf = (name: string): string => names.get(name) ?? name
  const manifest: PageManifest = {
    script: nameOf('join-page.js'),
    style: nameOf('join-page.css'),
    icon: nameOf('icon.svg'),
    files: Object.fromEntries([...names.values()].map((name) => [name, types[extname(name)] ?? ''])),
  }
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`)
  const wired = sizes.filter(({ name }) => name === manifest.script || name === manifest.style)
  const wireBytes = wired.reduce((sum, size) => sum + size.gzip, 0)
  return { manifest, sizes, wireBytes, limitBytes: LIMIT_BYTES }
}

async function bundled(): Promise<{ script: string; style: string; metafile: Metafile }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: { page: 'page/src/main.tsx', style: 'page/src/styles/main.css' },
    outdir: 'page/dist',
    write: false,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
    charset: 'utf8',
    // They are in the notices, which the file names.
    legalComments: 'none',
    define: { global: 'window', 'process.env.NODE_ENV': '"production"' },
    tsconfig: 'page/tsconfig.json',
    plugins: [sessionModules],
    logLevel: 'warning',
  })
  const textOf = (extension: string): string => {
    const file = outputFiles.find(({ path }) => path.endsWith(extension))
    if (file === undefined) throw new Error(`the bundler made no ${extension} file`)
    return file.text
  }
  return { script: textOf('.js'), style: textOf('.css'), metafile }
}

function hashedName(name: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16)
  return `${basename(name, extname(name))}-${hash}${extname(name)}`
}

/** The file, and its form that takes long to make beside it: gzip, for others, is quick to make when it is wanted. */
async function written(path: string, bytes: Buffer): Promise<FileSize> {
  const [zipped, brotlied] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  ])
  await Promise.all([writeFile(path, bytes), writeFile(`${path}.br`, brotlied)])
  return { name: basename(path), raw: bytes.length, gzip: zipped.length, brotli: brotlied.length }
}
