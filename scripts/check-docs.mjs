// Checks what the documents show: every ```ts block compiles against the sources, every link to a file leads to one, and
// the README's two commands are there. A block marked ```ts no-check is left out.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../', import.meta.url))
const cache = join(root, '.cache/docs')
const documents = ['.', 'docs']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.md'))

const problems = []
rmSync(cache, { recursive: true, force: true })
mkdirSync(cache, { recursive: true })

let blocks = 0
for (const file of documents) {
  const text = readFileSync(join(root, file), 'utf8')
  for (const { line, code } of codeBlocks(text)) {
    blocks++
    // As many empty lines before it as in the document, so that the compiler's line numbers are the document's.
    writeFileSync(join(cache, `${file.replaceAll(/\W/g, '_')}.${line}.ts`), '\n'.repeat(line) + code)
  }
  for (const [, target] of text.matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)[^)]*\)/g))
    if (!existsSync(join(root, dirname(file), target))) problems.push(`${file}: no such file: ${target}`)
}
if (blocks === 0) problems.push('no ts block was found')

const readme = readFileSync(join(root, 'README.md'), 'utf8')
for (const command of ['npm ci && npm start', 'npm ci && npm test'])
  if (!readme.includes(command)) problems.push(`README.md: does not say ${command}`)

problems.push(...compile())
for (const problem of problems) console.error(problem)
console.log(`${documents.length} documents, ${blocks} ts blocks, ${problems.length} problems`)
process.exitCode = problems.length === 0 ? 0 : 1

/** The checked code blocks of a document; `line` is the number of lines before the code. */
function codeBlocks(text) {
  const found = []
  let open
  for (const [index, line] of text.split('\n').entries()) {
    if (open === undefined) {
      const fence = /^```ts(\s.*)?$/.exec(line)
      if (fence !== null) open = { line: index + 1, code: '', checked: !fence[1]?.includes('no-check') }
    } else if (line.startsWith('```')) {
      if (open.checked) found.push(open)
      open = undefined
    } else open.code += `${line}\n`
  }
  return found
}

function compile() {
  const config = {
    extends: '../../tsconfig.json',
    // A snippet may leave something unused, and is nobody's declaration.
    compilerOptions: {
      rootDir: '../..',
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      noUnusedParameters: false,
    },
    include: ['*.ts'],
    exclude: [],
  }
  writeFileSync(join(cache, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, '-p', cache, '--pretty', 'false'],
    {
      cwd: cache,
      encoding: 'utf8',
    },
  )
  const said = `${stdout}${stderr}`.trim()
  return status === 0
    ? []
    : said.split('\n').map((line) => line.replace(/^(\w+)_md\.\d+\.ts\((\d+),/, '$1.md($2,'))
}
