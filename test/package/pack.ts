import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

const root = fileURLToPath(new URL('../../', import.meta.url))
const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url))

/** What is in the tarball, as npm tells it. */
export interface Packed {
  readonly size: number
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string; readonly size: number }[]
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: Packed
    /** A project that has installed the tarball and nothing else. */
    lean: string
    /** The same with every optional peer beside it: what is not loaded there is not loaded by choice. */
    full: string
  }
}

/** Builds and packs the package and installs the tarball in two scratch projects. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'anymeet-package-'))
  const teardown = (): Promise<void> => rm(scratch, { recursive: true, force: true })
  try {
    await npm(['run', 'build'], root)
    const answer = await npm(['pack', '--ignore-scripts', '--json', '--pack-destination', scratch], root)
    const [packed]: readonly (Packed & { readonly filename: string })[] = JSON.parse(answer)
    if (packed === undefined) throw new Error('npm pack made nothing')

    const lean = join(scratch, 'lean')
    await mkdir(lean)
    await writeFile(join(lean, 'package.json'), JSON.stringify({ name: 'lean', private: true }))
    const quiet = ['--omit=optional', '--no-audit', '--no-fund', '--prefer-offline']
    await npm(['install', ...quiet, join(scratch, packed.filename)], lean)
    await cp(fixtures, lean, { recursive: true })

    const full = join(scratch, 'full')
    await cp(lean, full, { recursive: true })
    for (const peer of ['@aws-sdk', 'inversify', 'reflect-metadata'])
      await symlink(join(root, 'node_modules', peer), join(full, 'node_modules', peer))

    project.provide('packed', packed)
    project.provide('lean', lean)
    project.provide('full', full)
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', [...args], { cwd, maxBuffer: 16 * 2 ** 20 })
  return stdout
}
