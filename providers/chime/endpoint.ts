import { canParseUrl } from '../../src/requests/text-rules.js'

export const endpointRule = 'must be an absolute http or https URL without user, password, query and fragment'

/** Whether a text can stand for another address of a service than AWS's own. */
export function isEndpoint(value: string): boolean {
  if (!canParseUrl(value)) return false
  const { protocol, username, password, search, hash } = new URL(value)
  return (protocol === 'https:' || protocol === 'http:') && `${username}${password}${search}${hash}` === ''
}
