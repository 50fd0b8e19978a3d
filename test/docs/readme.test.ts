import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { docsTables, fillMarkers } from '../../scripts/docs-tables.js'

describe('the documents', () => {
  it('show what the code declares: capabilities, errors, calls (npm run docs:tables writes them)', async () => {
    for (const [document, tables] of Object.entries(await docsTables())) {
      const text = await readFile(new URL(`../../${document}`, import.meta.url), 'utf8')
      expect(text).toBe(fillMarkers(text, tables))
    }
  })
})
