import { createHash, timingSafeEqual } from 'node:crypto'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { EventDelivery } from '../../../src/spec/provider-events.js'
import type { ResolvedChimeEventsConfig } from '../events-config.js'
import { bodyJson } from './body-json.js'
import { notGenuine, switchedOff } from './not-genuine.js'

/**
 * The envelope in what an API destination of EventBridge posts. AWS signs none of it: the key in a header, which EventBridge keeps
 * with its connection, is the proof.
 */
export function receiveEventBridge(
  { headers, body }: Pick<EventDelivery, 'headers' | 'body'>,
  { apiKeys, apiKeyHeader }: Pick<ResolvedChimeEventsConfig, 'apiKeys' | 'apiKeyHeader'>,
): unknown {
  if (apiKeys.length === 0) throw switchedOff('eventbridge', 'configure `events.apiKey`')
  const given = headers.get(apiKeyHeader)
  if (given === null || !isOneOf(given, apiKeys))
    throw notGenuine(`the header ${apiKeyHeader} holds none of the configured keys`)
  try {
    return bodyJson(body)
  } catch {
    throw invalidRequest([{ path: 'body', rule: 'must be JSON' }])
  }
}

/** Takes as long for every text of a length, whether it is a key or not. */
function isOneOf(given: string, keys: readonly string[]): boolean {
  const hash = hashOf(given)
  return keys.filter((key) => timingSafeEqual(hashOf(key), hash)).length > 0
}

/** Of equal length for all. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
