/** A number below is of seconds: as milliseconds it would be before March 1973. */
const LEAST_MILLISECONDS = 100_000_000_000

/**
 * A point in time as the server writes it: in milliseconds, but for the steps of a recording in seconds (fact sheet section 5.4).
 * Undefined for what is none.
 */
export function eventTime(text: string | undefined): Date | undefined {
  const number = Number(text)
  if (!(number > 0)) return undefined
  const time = new Date(Math.floor(number < LEAST_MILLISECONDS ? number * 1_000 : number))
  return Number.isNaN(time.getTime()) ? undefined : time
}
