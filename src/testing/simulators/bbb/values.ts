/** A 64-bit integer as Java's `Long.parseLong` takes it. */
export function isLong(text: string): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false
  const value = BigInt(text.replace(/^\+/, ''))
  return value >= -(2n ** 63n) && value < 2n ** 63n
}

/** A number parameter as the server reads it: what is no 32-bit integer silently becomes the default. */
export function numberOr(fallback: number, text: string | undefined): number {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return fallback
  const value = Number(text)
  return value >= -(2 ** 31) && value < 2 ** 31 ? value : fallback
}

/** What passes the server's boolean rule. `0` and `1` pass it, yet both are read as false: see `isTrue`. */
export function isBooleanText(text: string | undefined): boolean {
  return text === undefined || /^(?:true|false|0|1)?$/i.test(text)
}

export function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true'
}

/** The text of a Java `Date` on a server in UTC: `Mon Jan 05 09:00:00 UTC 2026`. */
export function javaDateText(epochMs: number): string {
  const [weekday = '', day = '', month = '', year = '', time = ''] = new Date(epochMs)
    .toUTCString()
    .replace(',', '')
    .split(' ')
  return `${weekday} ${month} ${day} ${time} UTC ${year}`
}
