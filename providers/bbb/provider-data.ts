import type { EventUrls } from '../../src/ports/event-urls.js'
import { isOurUrl } from './events/our-urls.js'
import { fromVendorMeetingId } from './vendor-id.js'
import { keep, type XmlElement } from './xml/xml-element.js'

/** Names of what a caller may not get to see: `attendeePW`, `moderatorPW`. */
const secret = /pw$/i

/**
 * An answer as plain data for `providerData`: texts as they came, a list where a name repeats, without
 * passwords, without callback URLs of ours, and without the elements named in `leaveOut`.
 */
export function providerDataOf(
  answer: XmlElement,
  leaveOut: readonly string[] = [],
  urls?: EventUrls,
): Readonly<Record<string, unknown>> {
  const data: Record<string, unknown> = {}
  for (const child of answer.children) {
    if (secret.test(child.name) || leaveOut.includes(child.name)) continue
    const value = child.children.length > 0 ? providerDataOf(child, [], urls) : textValue(child)
    if (urls !== undefined && isOurUrl(value, urls)) continue
    const name = keep(child.name)
    if (!Object.hasOwn(data, name)) data[name] = value
    else if (Array.isArray(data[name])) data[name].push(value)
    else data[name] = [data[name], value]
  }
  return data
}

function textValue({ name, text }: XmlElement): string {
  return keep(name === 'meetingID' ? fromVendorMeetingId(text) : text)
}
