import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { assetsIn, packagedAssets } from '../../src/join-page/assets-in.js'

const directories: string[] = []

afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true })
})

const script = 'page-0a1b2c3d.js'
const style = 'page-4e5f6a7b.css'

async function directoryOf(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'join-page-assets-'))
  directories.push(directory)
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
  return directory
}

function manifest(more: object = {}): string {
  return JSON.stringify({
    script,
    style,
    files: { [script]: 'text/javascript; charset=utf-8', [style]: 'text/css; charset=utf-8' },
    ...more,
  })
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes && Buffer.from(bytes).toString()
}

describe('the assets in a directory', () => {
  test('are those of its manifest, with their packed forms where there are any', async () => {
    const directory = await directoryOf({
      'manifest.json': manifest(),
      [script]: 'script',
      [`${script}.br`]: 'packed',
      [style]: 'style',
      'secret.txt': 'no asset',
    })
    const assets = assetsIn(directory)
    expect(await assets.manifest()).toMatchObject({ script, style })
    const found = await assets.get(script)
    expect(found?.type).toBe('text/javascript; charset=utf-8')
    expect([text(found?.bytes), text(found?.brotli)]).toEqual(['script', 'packed'])
    expect(text(gunzipSync(found?.gzip ?? ''))).toBe('script')
    expect(Object.keys((await assets.get(style)) ?? {})).toEqual(['bytes', 'type', 'gzip'])
    for (const name of [
      'secret.txt',
      'manifest.json',
      `${script}.br`,
      '../x',
      'constructor',
      '__proto__',
      '',
    ])
      expect(await assets.get(name)).toBeUndefined()
  })

  test.each([
    { script: 'other-0a1b2c3d.js' },
    { icon: 'icon-0a1b2c3d.svg' },
    { files: { [script]: 'text/javascript', [style]: 'text/css', '../../package.json': 'text/plain' } },
    { files: { [script]: 'text/javascript' } },
  ])('need a manifest that names what it lists: case %#', async (more) => {
    const assets = assetsIn(await directoryOf({ 'manifest.json': manifest(more), [script]: '', [style]: '' }))
    await expect(assets.manifest()).rejects.toThrow('manifest.json')
  })

  test('are looked for again where they were not there', async () => {
    const directory = await directoryOf({})
    const assets = assetsIn(directory)
    await expect(assets.manifest()).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(directory, 'manifest.json'), manifest())
    await expect(assets.get(script)).rejects.toMatchObject({ code: 'ENOENT' })
    await writeFile(join(directory, script), 'late')
    expect(text((await assets.get(script))?.bytes)).toBe('late')
  })

  test('of the package are beside its code', async () => {
    const assets = packagedAssets()
    const outcome = await assets.manifest().catch((error: unknown) => error)
    expect(outcome).toSatisfy(
      (found: { path?: string; script?: string }) =>
        found.script !== undefined ||
        found.path?.endsWith(join('src', 'join-page', 'join-page-assets', 'manifest.json')) === true,
    )
  })
})
