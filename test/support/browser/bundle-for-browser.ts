import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { sessionModules } from '../../../scripts/page/session-modules.js'

const folder = new URL('../in-browser/', import.meta.url)
const bundles = new Map<string, Promise<string>>()

/**
 * A script for a page, from a file of `test/support/in-browser`: what the file exports is there under the global
 * `globalName`. Each is made once a process.
 */
export function bundleForBrowser(file: string, globalName: string): Promise<string> {
  const key = `${file} ${globalName}`
  const made = bundles.get(key) ?? bundle(file, globalName)
  bundles.set(key, made)
  return made
}

async function bundle(file: string, globalName: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, folder))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName,
    target: 'es2022',
    platform: 'browser',
    mainFields: ['browser', 'module', 'main'],
    define: { global: 'window' },
    plugins: [sessionModules],
    logLevel: 'silent',
  })
  const [script] = outputFiles
  if (script === undefined) throw new Error(`${file} makes no script`)
  return script.text
}
