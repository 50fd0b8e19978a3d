import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BbbClient } from 'anymeet/bbb'
import { TestClock } from 'anymeet/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FixtureFailure } from '../../fixtures/bbb/fixture-set.js'
import { fixtureSets } from '../../fixtures/bbb/sets.js'
import { failure } from './support.js'

const root = new URL('../../fixtures/bbb/', import.meta.url)

/** What the server answers, and to which path it did. */
interface Exchange {
  readonly folder: string
  readonly file: string
  readonly status: number
  readonly asked: Set<string>
}

let exchange: Exchange | undefined
const server = createServer((request, response) => {
  if (exchange === undefined) return void response.writeHead(500).end()
  const { folder, file, status, asked } = exchange
  asked.add((request.url ?? '').split('?')[0] ?? '')
  const type = file.endsWith('.json') ? 'application/json' : 'text/xml'
  response.writeHead(status, { 'content-type': `${type};charset=utf-8` })
  response.end(readFileSync(new URL(`${folder}/${file}`, root)))
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

/** Serves one file to the call of its folder; a repeated call waits on a clock that does not make the test wait. */
async function served<T>(
  folder: string,
  file: string,
  { status = 200 }: Partial<FixtureFailure>,
  settled: (call: Promise<unknown>) => Promise<T>,
): Promise<T> {
  const { path, call, server: release = 'bbb-3.0' } = setOf(folder)
  const asked = new Set<string>()
  exchange = { folder, file, status, asked }
  const { port } = server.address() as AddressInfo
  const clock = new TestClock()
  const config = { url: `http://127.0.0.1:${port}`, secret: 'a-secret-for-tests', server: release }
  const client = new BbbClient(config, { clock })
  try {
    const outcome = await clock.settle(settled(call(client)))
    expect([...asked]).toEqual([`/bigbluebutton/api/${path}`])
    return outcome
  } finally {
    await client.close()
  }
}

function setOf(folder: string) {
  const set = fixtureSets[folder]
  if (set === undefined) throw new Error(`there is no folder ${folder}`)
  return set
}

describe.each(Object.keys(fixtureSets))('the answers of %s', (folder) => {
  const { gives, fails = {} } = setOf(folder)

  it.each(Object.keys(gives))('%s is the value that was written by hand', async (file) => {
    expect(await served(folder, file, {}, (call) => call)).toStrictEqual(gives[file])
  })

  it.each(Object.entries(fails))('%s is the failure that was written by hand', async (file, expected) => {
    const { code, vendorCode } = await served(folder, file, expected, failure)
    expect({ code, vendorCode }).toEqual({ code: expected.code, vendorCode: expected.vendorCode })
  })

  it('are all expected to be something', () => {
    const files = readdirSync(new URL(`${folder}/`, root)).filter((file) => file !== 'expected.ts')
    expect([...Object.keys(gives), ...Object.keys(fails)].toSorted()).toEqual(files.toSorted())
  })
})

it('every folder of answers belongs to a call', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(folders.map(({ name }) => name).toSorted()).toEqual(Object.keys(fixtureSets).toSorted())
})
