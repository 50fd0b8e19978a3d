import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { constants, gzip as makeGzip } from 'node:zlib'
import type { PageManifest } from './page-api.js'
import type { PageAsset, PageAssets } from './page-assets.js'

/** Nothing else is ever read from the disk. */
const namePattern = /^[a-z][a-z0-9-]*-[A-Za-z0-9]{8,64}\.[a-z0-9]{1,8}$/

/** The files that came with this package: beside the built file, whichever of the two builds it is. */
export function packagedAssets(): PageAssets {
  return assetsIn(fileURLToPath(new URL('./join-page-assets', import.meta.url)))
}

/** The page's files in a directory, as its build wrote them there. Each is read once, when it is first wanted. */
export function assetsIn(directory: string): PageAssets {
  let manifest: Promise<PageManifest> | undefined
  const assets = new Map<string, Promise<PageAsset>>()
  const readManifest = (): Promise<PageManifest> => {
    manifest ??= remembered(manifestIn(directory), () => {
      manifest = undefined
    })
    return manifest
  }
  return {
    manifest: readManifest,
    async get(name) {
      const { files } = await readManifest()
      const type = Object.hasOwn(files, name) ? files[name] : undefined
      if (type === undefined) return undefined
      const known = assets.get(name)
      if (known !== undefined) return known
      const asset = remembered(assetAt(join(directory, name), type), () => assets.delete(name))
      assets.set(name, asset)
      return asset
    },
  }
}

/** What could not be read is read again by whoever wants it next. */
function remembered<T>(reading: Promise<T>, forget: () => void): Promise<T> {
  reading.catch(forget)
  return reading
}

async function manifestIn(directory: string): Promise<PageManifest> {
  const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')) as PageManifest
  const { script, style, icon, files } = manifest
  const used = [script, style, ...(icon === undefined ? [] : [icon])]
  const named = Object.keys(files).every((name) => namePattern.test(name))
  if (named && used.every((name) => Object.hasOwn(files, name))) return manifest
  throw new TypeError('manifest.json of the join page names files that it does not list, or that are none')
}

async function assetAt(path: string, type: string): Promise<PageAsset> {
  // Not every file has its packed form beside it.
  const packed: Promise<Uint8Array | undefined> = readFile(`${path}.br`).catch(() => undefined)
  const [bytes, brotli] = await Promise.all([readFile(path), packed])
  const gzip = await promisify(makeGzip)(bytes, { level: constants.Z_BEST_COMPRESSION })
  return { bytes, type, gzip, ...(brotli !== undefined && { brotli }) }
}
