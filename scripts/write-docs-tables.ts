// Writes the generated tables into the documents; a test compares them.
import { readFile, writeFile } from 'node:fs/promises'
import { docsTables, fillMarkers } from './docs-tables.js'

for (const [document, tables] of Object.entries(await docsTables())) {
  const file = new URL(`../${document}`, import.meta.url)
  await writeFile(file, fillMarkers(await readFile(file, 'utf8'), tables))
}
