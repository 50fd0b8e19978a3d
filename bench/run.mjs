import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { root } from './lib/package-under-test.mjs'
import { environment, goalTable, rowTable } from './lib/report.mjs'

// npm run bench [-- --smoke] [-- --record] [-- row …]
const SMOKE_LIMIT_MS = 120_000

const { values, positionals } = parseArgs({
  options: {
    // Every row once and briefly: shows that it works, says nothing about speed.
    smoke: { type: 'boolean', default: false },
    // Writes the outcome to RESULTS.md.
    record: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

prepare()
const { rows } = await import('./rows/index.mjs')
const unknown = positionals.filter((name) => !Object.hasOwn(rows, name))
if (unknown.length > 0) {
  console.error(`no such row: ${unknown.join(', ')}; there are ${Object.keys(rows).join(', ')}`)
  process.exit(2)
}
if (values.smoke) setTimeout(() => giveUp(), SMOKE_LIMIT_MS).unref()

const started = environment()
print(started)
const results = []
for (const [name, row] of Object.entries(rows)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const result = { name, ...(await row(values)) }
  results.push(result)
  print(rowTable(result))
}
print(values.smoke ? '\nA smoke run: the figures mean nothing.' : goalTable(results))
save()

function print(text) {
  console.log(text)
}

function giveUp() {
  console.error(`not done within ${SMOKE_LIMIT_MS / 1_000} s`)
  process.exit(1)
}

/** Peers are installed where they are missing; the package is built, so that no old build is measured. */
function prepare() {
  const bench = fileURLToPath(new URL('.', import.meta.url))
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
  const isThere = (name) => existsSync(new URL(`node_modules/${name}/`, import.meta.url))
  if (!Object.keys(dependencies).every(isThere))
    execute('npm', ['ci', '--no-audit', '--no-fund', '--prefix', bench])
  if (process.env.ANYMEET_DIST === undefined) execute('npm', ['run', '--silent', 'build'])
}

function execute(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) return
  console.error(`${command} ${args.join(' ')} failed`)
  process.exit(1)
}

function save() {
  const directory = new URL('results/', import.meta.url)
  mkdirSync(directory, { recursive: true })
  const run = { environment: started, smoke: values.smoke, results }
  writeFileSync(new URL('latest.json', directory), `${JSON.stringify(run, null, 2)}\n`)
  if (!values.record || values.smoke) return
  const parts = ['# One measured run', '', started, goalTable(results), ...results.map(rowTable)]
  writeFileSync(new URL('RESULTS.md', import.meta.url), `${parts.join('\n')}\n`)
}
