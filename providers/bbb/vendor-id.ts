const PREFIX = 'id.'

/**
 * BigBlueButton first takes a meeting ID for the beginning of an internal one (40 hex digits, `-`,
 * milliseconds), so an ID that looks like that can hit somebody else's meeting. Fact sheet section 3.2, "ID
 * look-up quirk".
 */
const likeInternalId = /^(?:[\da-f]+|[\da-f]{40}-\d*)$/i

/** The meeting ID that the server is told: the key, led by `id.` where the server would misread it. */
export function toVendorMeetingId(key: string): string {
  return likeInternalId.test(key) ? PREFIX + key : key
}

/**
 * Whether a meeting ID can be of a meeting that was made here. A breakout room's, which the server makes, looks like an internal one.
 */
export function isOwnMeetingId(meetingId: string): boolean {
  return !likeInternalId.test(meetingId)
}

/**
 * The key that was made into a meeting ID. A key with a tenant has a longer word before its dot, so nothing
 * else starts with `id.`.
 */
export function fromVendorMeetingId(meetingId: string): string {
  const key = meetingId.slice(PREFIX.length)
  return meetingId.startsWith(PREFIX) && likeInternalId.test(key) ? key : meetingId
}
