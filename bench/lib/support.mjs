import { tsImport } from 'tsx/esm/api'

/** A module of `test/support`, which is TypeScript: fakes and the browser, never what is measured. */
export function support(name) {
  return tsImport(`../../test/support/${name}.ts`, import.meta.url)
}
