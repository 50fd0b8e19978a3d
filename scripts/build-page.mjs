// Builds the hosted join page into a directory (the first argument; by default the one from which `src/join-page` serves it), and says how large it is.
// Fails where it has become larger than a page may be.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'

const { buildPage } = await tsImport('./page/build-page.ts', import.meta.url)
const out = process.argv[2] ?? fileURLToPath(new URL('../src/join-page/join-page-assets', import.meta.url))

const { sizes, wireBytes, limitBytes } = await buildPage(resolve(out))
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(9)
console.log(`${''.padEnd(44)}${'raw'.padStart(9)}${'gzip'.padStart(10)}${'brotli'.padStart(10)}`)
for (const { name, raw, gzip, brotli } of sizes)
  console.log(`${name.padEnd(44)}${kilobytes(raw)} ${kilobytes(gzip)} ${kilobytes(brotli)}`)
console.log(
  `script and style over the wire: ${kilobytes(wireBytes).trim()} (gzip) of ${kilobytes(limitBytes).trim()}`,
)
if (wireBytes > limitBytes) {
  console.error('The page is too large.')
  process.exitCode = 1
}
