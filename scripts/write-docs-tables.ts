// Writes the generated tables into README.md; a test compares them.
import { readFile, writeFile } from 'node:fs/promises'
import { docsTables, fillMarkers } from './docs-tables.js'

const readme = new URL('../README.md', import.meta.url)
await writeFile(readme, fillMarkers(await readFile(readme, 'utf8'), await docsTables()))
