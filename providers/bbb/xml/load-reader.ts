import { createRequire } from 'node:module'
import { flatReader } from './flat-reader.js'
import { streamReader } from './stream-reader.js'
import type { OpenXmlReader } from './xml-reader.js'

/**
 * Readers load on first use. `require` comes first, because the CommonJS files load in a fifth of the time
 * (fast-xml-parser 8 ms instead of 42, saxes 6 instead of 20); in a bundled application it finds nothing, and
 * the import, which bundlers follow, answers.
 */
async function load<Module>(name: string, imported: () => Promise<Module>): Promise<Module> {
  try {
    return createRequire(import.meta.url)(name)
  } catch {
    return imported()
  }
}

/** For answers of a few fields. */
export async function loadFlatReader(): Promise<OpenXmlReader> {
  return flatReader(await load('fast-xml-parser', () => import('fast-xml-parser')))
}

/** For answers that hold a list. */
export async function loadStreamReader(): Promise<OpenXmlReader> {
  return streamReader(await load('saxes', () => import('saxes')))
}
