import type { EventUrls } from '../../../src/ports/event-urls.js'
import { isObject, type JsonObject } from './json-object.js'
import { isOurUrl } from './our-urls.js'

/** Deeper than any event; what is below is left out, so that no message is too deep for us. */
const MAX_DEPTH = 32
/** `moderator-pass`, `session-token`, `attendeePW` and their like. */
const secret = /pass|token|secret|pw$/i
/** Without hyphens, in lower case: where somebody sits, and in front of what. */
const personal: ReadonlySet<string> = new Set([
  'ip',
  'ipaddress',
  'clientip',
  'remoteaddress',
  'useragent',
  'referer',
  'referrer',
])

/** A vendor's message for `providerData`: without secrets, personal data of the network, and our callback URLs. */
export function cleaned(message: JsonObject, urls: EventUrls | undefined, depth = 0): JsonObject {
  return Object.fromEntries(
    Object.entries(message).flatMap(([name, value]) => {
      if (secret.test(name) || personal.has(name.replace(/[^a-z]/gi, '').toLowerCase())) return []
      return cleanedValue(value, urls, depth + 1).map((kept) => [name, kept] as const)
    }),
  )
}

/** A list of the value, empty where it is left out. */
function cleanedValue(value: unknown, urls: EventUrls | undefined, depth: number): readonly unknown[] {
  if (urls !== undefined && isOurUrl(value, urls)) return []
  if (typeof value !== 'object' || value === null) return [value]
  if (depth > MAX_DEPTH) return []
  if (isObject(value)) return [cleaned(value, urls, depth)]
  return Array.isArray(value) ? [value.flatMap((item) => cleanedValue(item, urls, depth + 1))] : []
}
