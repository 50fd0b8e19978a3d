/** Counts up when what is kept is written differently; what another release kept counts as absent. */
const VERSION = 1

export function keptText(value: object): string {
  return JSON.stringify({ v: VERSION, ...value })
}

/** What `keptText` was given, as its writer knows it; undefined for any other text. */
export function readKept(text: string | undefined): object | undefined {
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as { readonly v?: unknown } | null
    return value?.v === VERSION ? value : undefined
  } catch {
    return undefined
  }
}
