/**
 * An id for the parameters `recordID` and `meetingID` of the recording calls, which the server decodes a second
 * time: a `+` or `%` in it would become something else. Fact sheet section 1.3.
 */
export function twiceEncoded(id: string): string {
  return id.replace(/[%+]/g, encodeURIComponent)
}
