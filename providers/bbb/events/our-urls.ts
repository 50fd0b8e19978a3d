import type { EventUrls } from '../../../src/ports/event-urls.js'

/**
 * Whether a value is a callback URL of ours. Such a one lets who has it speak as the vendor where the vendor signs nothing, and the
 * server tells it among the labels of a meeting.
 */
export function isOurUrl(value: unknown, urls: EventUrls): boolean {
  return typeof value === 'string' && urls.isOurs(value)
}

/** A record without the members that are callback URLs of ours; itself where there are none. */
export function withoutOurUrls<T>(
  members: Readonly<Record<string, T>>,
  urls: EventUrls | undefined,
): Readonly<Record<string, T>> {
  if (urls === undefined || !Object.values(members).some((value) => isOurUrl(value, urls))) return members
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isOurUrl(value, urls)))
}
