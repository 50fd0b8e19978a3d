import { entry } from '../../lib/package-under-test.mjs'

/** The default directory. */
export async function open() {
  const { MemoryDirectory } = await import(entry('index'))
  return { directory: new MemoryDirectory() }
}
