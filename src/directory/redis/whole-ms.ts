/** A time as Redis takes it: whole milliseconds, at least one. */
export function wholeMs(ms: number): string {
  return String(Math.min(Math.max(1, Math.ceil(ms)), 2 ** 52))
}
