import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs Node.js in a scratch project and returns what it printed. */
export async function node(cwd: string, ...args: readonly string[]): Promise<string> {
  const { NODE_OPTIONS: _options, NODE_PATH: _path, ...env } = process.env
  const { stdout } = await promisify(execFile)(process.execPath, [...args], { cwd, env, timeout: 60_000 })
  return stdout
}

/** Checks and compiles a scratch project's sources; returns the compiler's complaints, empty where there are none. */
export async function compile(cwd: string, ...options: readonly string[]): Promise<string> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
  const strict = [
    '--strict',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    'false',
    '--target',
    'es2022',
    '--lib',
    'es2022',
  ]
  try {
    return await node(cwd, compiler, ...strict, ...types, ...options)
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
  }
}

/**
 * The files that a program loads, relative to the scratch project (or to this one, for what is linked there). Read from
 * V8's own coverage, which knows ES modules and CommonJS alike.
 */
export async function loadedFiles(
  cwd: string,
  source: string,
  type: 'module' | 'commonjs',
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'anymeet-loaded-'))
  try {
    const args = [`--input-type=${type}`, '--eval', source]
    const env = { ...process.env, NODE_V8_COVERAGE: folder }
    await promisify(execFile)(process.execPath, args, { cwd, env, timeout: 60_000 })
    const files = new Set<string>()
    for (const report of await readdir(folder))
      for (const { url } of JSON.parse(await readFile(join(folder, report), 'utf8')).result)
        if (url.startsWith('file:')) files.add(fileURLToPath(url).replace(/^.*?\/node_modules\//, ''))
    return [...files].filter((file) => !file.includes('[eval')).sort()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
