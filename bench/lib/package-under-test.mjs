/** Where the repository begins. */
export const root = new URL('../../', import.meta.url)

/** The built package, never its sources. `ANYMEET_DIST` names the directory of another build, to compare two. */
export const dist =
  process.env.ANYMEET_DIST === undefined
    ? new URL('dist/', root)
    : new URL(`file://${process.env.ANYMEET_DIST}/`)

/** The address of an entry of the built package: `index`, `bbb`, `chime`, `testing`. */
export function entry(name) {
  return new URL(`${name}.js`, dist).href
}
