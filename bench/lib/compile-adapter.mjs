import { fileURLToPath } from 'node:url'
import { build } from 'tsdown'
import { root } from './package-under-test.mjs'

/**
 * What signs links is internal, so the package does not export it: here it is compiled by itself, the way the build does
 * it. Answers where the module is.
 */
export async function compileAdapter() {
  const outDir = new URL('bench/dist/', root)
  await build({
    config: false,
    cwd: fileURLToPath(root),
    entry: { adapter: 'bench/contenders/join-urls/adapter.mjs' },
    outDir: fileURLToPath(outDir),
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    fixedExtension: false,
    dts: false,
    deps: { alwaysBundle: ['valibot'], neverBundle: ['fast-xml-parser', 'saxes'] },
    logLevel: 'error',
  })
  return new URL('adapter.js', outDir).href
}
