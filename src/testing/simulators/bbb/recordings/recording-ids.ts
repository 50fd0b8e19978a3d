import querystring from 'node:querystring'

/**
 * The IDs of a comma list. The server decodes them a second time, so a `+` in one becomes a blank, and a `%` that
 * stands for itself breaks it: undefined. Fact sheet section 1.3.
 */
export function idsOf(list: string): readonly string[] | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(list)) return undefined
  return querystring
    .unescape(list.replaceAll('+', ' '))
    .split(',')
    .filter((id) => id !== '')
}
