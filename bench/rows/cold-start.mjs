import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { dist, entry } from '../lib/package-under-test.mjs'
import { goal, line } from '../lib/results.mjs'
import { median } from '../lib/statistics.mjs'
import { withServer } from '../lib/with-server.mjs'

const scripts = [
  ['bigbluebutton-js-import', 'peer: import bigbluebutton-js'],
  ['limit-import', 'limit: import node:crypto, node:https'],
  ['anymeet-import', 'ours: import anymeet, anymeet/bbb'],
  ['bigbluebutton-js-info', 'peer: import to first getMeetingInfo answered'],
  ['limit-info', 'limit: node:http + scanner, first getMeetingInfo answered'],
  ['anymeet-info', 'ours: import to first meetings.info answered'],
  ['anymeet-create', 'ours: import to first createMeeting answered'],
]
const forbidden = /@aws-sdk|@smithy|inversify|reflect-metadata|fast-xml-parser|saxes/

/** Whole processes from start to exit, less what an empty one takes in the same round. */
export async function coldStart({ smoke }) {
  const files = await loadedModules()
  assert.deepEqual(
    files.filter((file) => forbidden.test(file)),
    [],
    'importing anymeet and anymeet/bbb must load no AWS, no inversify and no XML library',
  )
  const rounds = smoke ? 1 : 40
  const names = scripts.map(([name]) => name)
  const measured = new Map(names.map((name) => [name, []]))
  await withServer('bbb', async ({ origin }) => {
    const args = [origin, '8cd8ef52e8e101574e400365b55e11a6', 'room-2', dist.href]
    for (let round = smoke ? 0 : -1; round < rounds; round += 1) {
      const empty = await timed('empty', args)
      for (const name of names) {
        const ms = (await timed(name, args)) - empty
        if (round >= 0) measured.get(name).push(ms)
      }
    }
  })
  const of = (name) => measured.get(name)
  return {
    title: `Fresh processes, less an empty one; ours loads ${files.length} files at import`,
    lines: scripts.map(([name, title]) => line(title, of(name), 'ms')),
    goals: [
      goal('import of anymeet + anymeet/bbb', median(of('anymeet-import')), '<=', 15, ' ms'),
      goal('first meetings.info answered', median(of('anymeet-info')), '<=', 60, ' ms'),
      goal('first createMeeting answered', median(of('anymeet-create')), '<=', 60, ' ms'),
    ],
  }
}

function scriptPath(name) {
  return fileURLToPath(new URL(`../cold/${name}.mjs`, import.meta.url))
}

async function timed(name, args) {
  const start = performance.now()
  const [code] = await once(
    spawn(process.execPath, [scriptPath(name), ...args], { stdio: 'inherit' }),
    'exit',
  )
  assert.equal(code, 0, name)
  return performance.now() - start
}

async function loadedModules() {
  const modules = [entry('index'), entry('bbb')]
  const { stdout } = await promisify(execFile)(process.execPath, [scriptPath('loaded-modules'), ...modules])
  return JSON.parse(stdout)
}
