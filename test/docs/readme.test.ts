import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { docsTables, fillMarkers } from '../../scripts/docs-tables.js'

describe('the README', () => {
  it('shows the capabilities and error codes that the code declares (npm run docs:tables writes them)', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
    expect(readme).toBe(fillMarkers(readme, await docsTables()))
  })
})
