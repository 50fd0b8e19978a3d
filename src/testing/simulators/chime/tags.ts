import type { Constraints } from './constraints.js'

/** How many tags a meeting can have. */
export const tagsPerMeeting = 50

const tagKey = { min: 1, max: 128, pattern: /^[a-zA-Z+-=._:/]+$/ }
const tagValue = { min: 0, max: 256, pattern: /^[\s\w+-=.:/@]*$/ }

/** Reads the items of a list of tags; the last one of several with the same key counts. */
export function readTags(
  constraints: Constraints,
  list: readonly unknown[],
): Readonly<Record<string, string>> {
  const tags = list.map((item, index): [string, string] => {
    const at = `tags.${index + 1}.member`
    const tag = constraints.members(item, at)
    return [
      constraints.requiredText(tag?.['Key'], `${at}.key`, tagKey),
      constraints.requiredText(tag?.['Value'], `${at}.value`, tagValue),
    ]
  })
  return Object.fromEntries(tags)
}

/** Reads the keys of tags to be removed. */
export function readTagKeys(constraints: Constraints, value: unknown): readonly string[] {
  const keys = constraints.requiredList(value, 'tagKeys', { min: 0, max: tagsPerMeeting })
  return keys.map((key, index) => constraints.requiredText(key, `tagKeys.${index + 1}.member`, tagKey))
}
