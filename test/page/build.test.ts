import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BuiltPage, buildPage } from '../../scripts/page/build-page.js'

let out: string
let built: BuiltPage

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'join-page-'))
  built = await buildPage(out)
}, 60_000)

afterAll(() => rm(out, { recursive: true, force: true }))

describe('the built page', () => {
  test('is within its budget over the wire', () => {
    expect(built.limitBytes).toBe(350 * 1024)
    expect(built.wireBytes).toBeGreaterThan(50 * 1024)
    expect(built.wireBytes).toBeLessThanOrEqual(built.limitBytes)
  })

  test('lists its files, each with its packed form', async () => {
    const { script, style, icon, files } = built.manifest
    expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toEqual(built.manifest)
    expect(Object.keys(files)).toEqual(expect.arrayContaining([script, style, icon]))
    const there = new Set(await readdir(out))
    for (const name of Object.keys(files)) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*-[0-9a-f]{16}\.(js|css|svg|txt)$/)
      const bytes = await readFile(join(out, name))
      expect(brotliDecompressSync(await readFile(join(out, `${name}.br`)))).toEqual(bytes)
      for (const form of [name, `${name}.br`]) there.delete(form)
    }
    expect([...there]).toEqual(['manifest.json'])
  })

  test('carries the licences of what is in it, and says where', async () => {
    const name =
      Object.keys(built.manifest.files).find((file) => file.startsWith('third-party-notices-')) ?? ''
    const notices = await readFile(join(out, name), 'utf8')
    for (const owner of [
      'amazon-chime-sdk-js 3',
      'preact 10',
      'protobufjs',
      'pako',
      'ua-parser-js',
      'detect-browser',
    ])
      expect(notices).toContain(`\n${owner}`)
    expect(notices).toContain('Apache License')
    expect(await readFile(join(out, built.manifest.script), 'utf8')).toContain(name)
  })

  test('needs no permission that its security policy does not give', async () => {
    const script = await readFile(join(out, built.manifest.script), 'utf8')
    // The whole script is no message for anybody.
    expect(/[^.\w]eval\(/.test(script)).toBe(false)
    expect(/new Function\(/.test(script)).toBe(false)
  })

  test('brings nothing of the AWS client along', async () => {
    const script = await readFile(join(out, built.manifest.script), 'utf8')
    expect(script.includes('smithy')).toBe(false)
  })
})
