// Runs every example, as `npm run examples` against the sources, and with --built against dist, which users get.
// Without anybody's credentials: simulators answer.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const built = process.argv.includes('--built')
const examples = readdirSync(join(root, 'examples')).filter((name) => /(?<!\.test)\.ts$/.test(name))

const { BBB_URL: _url, BBB_SECRET: _secret, AWS_REGION: _region, ...env } = process.env
const tsx = [join(root, 'node_modules/tsx/dist/cli.mjs')]
if (built) {
  // Without the path mapping to the sources, the package's own name leads to what its manifest exports.
  const config = join(root, '.cache/examples.tsconfig.json')
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(config, JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { paths: {} } }))
  tsx.push('--tsconfig', config)
}

const failed = []
for (const name of examples) {
  console.log(`\n== examples/${name}${built ? ' on dist' : ''}\n`)
  const { status } = spawnSync(process.execPath, [...tsx, `examples/${name}`], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  if (status !== 0) failed.push(name)
}
console.log(
  `\n${examples.length} examples, ${failed.length} failed${failed.map((name) => ` ${name}`).join('')}`,
)
process.exitCode = failed.length === 0 && examples.length > 0 ? 0 : 1
