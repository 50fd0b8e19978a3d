import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { dirname, join, normalize } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'

interface Manifest {
  readonly main: string
  readonly module: string
  readonly types: string
  readonly exports: Readonly<Record<string, unknown>>
  readonly typesVersions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>
}

/** Every text in a nest of objects. */
function texts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

describe('the tarball', () => {
  const folder = join(inject('lean'), 'node_modules/anymeet')
  const files = inject('packed').files.map(({ path }) => path)
  const sources = new Map<string, string>()
  let manifest: Manifest

  beforeAll(async () => {
    manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    for (const file of files)
      if (/\.c?[jt]s$/.test(file)) sources.set(file, await readFile(join(folder, file), 'utf8'))
  })

  /** What a file imports, statically or not. */
  function importsOf(file: string): readonly string[] {
    const code = (sources.get(file) ?? '').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    const found = code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(["'])([\w@./:-]+)\1/g)
    return [...found].map(([, , name]) => name ?? '')
  }

  it('holds the built code, its types, its papers and nothing else', () => {
    const papers = ['CHANGELOG.md', 'LICENSE', 'README.md', 'dist/valibot.LICENSE.md', 'package.json']
    const built = /^dist\/((directory\/)?[\w-]+(\.d)?\.c?[jt]s|join-page-assets\/.+)$/
    const rest = files.filter((file) => !built.test(file))
    expect(rest.sort()).toEqual(papers)
    expect(files.filter((file) => /(?<!\.d)\.c?ts$|\.test\./.test(file))).toEqual([])
  })

  it('holds the join page with its notices, and nothing besides what its manifest lists', async () => {
    const assets = files.flatMap((file) => file.split('dist/join-page-assets/')[1] ?? [])
    const manifestPath = join(folder, 'dist/join-page-assets/manifest.json')
    const page: { readonly files: object } = JSON.parse(await readFile(manifestPath, 'utf8'))
    const listed = Object.keys(page.files)
    expect(assets.sort()).toEqual(['manifest.json', ...listed, ...listed.map((name) => `${name}.br`)].sort())
    expect(listed.filter((name) => name.startsWith('third-party-notices-'))).toHaveLength(1)
  })

  it('stays small', () => {
    const { size, unpackedSize } = inject('packed')
    expect(size).toBeLessThan(1_500_000)
    expect(unpackedSize).toBeLessThan(5_500_000)
    expect(files.length).toBeLessThan(100)
  })

  it('has every file that the manifest names', () => {
    const { main, module, types, exports, typesVersions } = manifest
    const named = texts([main, module, types, exports, typesVersions]).map(normalize)
    expect(named.filter((file) => !files.includes(file))).toEqual([])
  })

  it('serves every sub-path to old tools, too', () => {
    const subPaths = Object.keys(manifest.exports).filter((path) => path !== '.' && path !== './package.json')
    expect(Object.keys(manifest.typesVersions['*'] ?? {}).sort()).toEqual(
      subPaths.map((path) => path.slice(2)).sort(),
    )
  })

  it('has every file that its files import', () => {
    const missing = [...sources.keys()].flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => normalize(join(dirname(file), name)))
        .filter(
          (target) => !files.includes(target) && !files.includes(target.replace(/\.(c?)js$/, '.d.$1ts')),
        ),
    )
    expect(missing).toEqual([])
  })

  it('imports its dependencies, its optional peers and Node.js, and nothing else', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta } = manifest
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
    const foreign = [...sources.keys()].flatMap((file) =>
      importsOf(file).filter(
        (name) => !name.startsWith('.') && !known.includes(packageOf(name)) && !isBuiltin(name),
      ),
    )
    expect(foreign).toEqual([])
    expect(Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)).toEqual([])
  })

  it('names AWS, inversify and XML packages only where they are used', () => {
    const naming = (pattern: RegExp): readonly string[] =>
      [...sources.keys()]
        .filter((file) => importsOf(file).some((name) => pattern.test(name)))
        .map((file) => file.replace(/-[\w-]{8}(?=\.)/, ''))
        .sort()
    const chime = ['dist/chime-provider.cjs', 'dist/chime-provider.js', 'dist/chime.cjs', 'dist/chime.js']
    expect(naming(/^@aws-sdk\//)).toEqual(chime)
    expect(naming(/^jose\//)).toEqual([
      'dist/bbb-instance.cjs',
      'dist/bbb-instance.js',
      'dist/core.cjs',
      'dist/core.js',
    ])
    expect(naming(/^(inversify|reflect-metadata)$/)).toEqual(['dist/inversify.d.cts', 'dist/inversify.d.ts'])
    expect(naming(/^(fast-xml-parser|saxes)$/)).toEqual(['dist/bbb-instance.cjs', 'dist/bbb-instance.js'])
    expect(naming(/^valibot$/)).toEqual([])
  })
})

/** The package of a module that may be one of its sub-paths. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')
}

describe('a project that installs it', () => {
  it('gets the XML readers with it, and neither AWS nor a container', async () => {
    const installed = await readdir(join(inject('lean'), 'node_modules'))
    expect(installed).toEqual(expect.arrayContaining(['anymeet', 'fast-xml-parser', 'saxes']))
    expect(installed.filter((name) => /aws|smithy|inversify|reflect|valibot/.test(name))).toEqual([])
  })
})
