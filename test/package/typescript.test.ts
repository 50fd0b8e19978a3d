import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { compile, node } from './run.js'

describe('TypeScript', () => {
  const folder = inject('lean')
  const nodenext = ['--module', 'nodenext']

  it('compiles to ES modules and to CommonJS, refuses wrong provider options, and runs', async () => {
    expect(await compile(folder, ...nodenext, 'typed.mts', 'typed.cts')).toBe('')
    expect(await node(folder, 'typed.mjs')).toBe('created string false ended false\n')
    expect(await node(folder, 'typed.cjs')).toBe('created string false ended false\n')
  })

  it('compiles to CommonJS the old way, and runs', async () => {
    // As old server templates have it: a plain .ts file, and a resolution that knows no exports.
    await mkdir(join(folder, 'old'), { recursive: true })
    await copyFile(join(folder, 'typed.cts'), join(folder, 'old/typed.ts'))
    const old = ['--module', 'commonjs', '--moduleResolution', 'node10', '--ignoreDeprecations', '6.0']
    expect(await compile(folder, ...old, 'old/typed.ts')).toBe('')
    expect(await node(folder, 'old/typed.js')).toBe('created string false ended false\n')
  })

  it('compiles for a bundler', async () => {
    const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit']
    expect(await compile(folder, ...bundler, 'typed.mts')).toBe('')
  })

  it('names the place of a wrong value', async () => {
    const complaints = await compile(folder, ...nodenext, '--noEmit', 'wrong.mts')
    expect(complaints).toMatch(/^wrong\.mts\(5,\d+\): error TS2322: Type 'number' is not assignable/)
    expect(complaints.match(/error TS/g)).toHaveLength(1)
  })
})
