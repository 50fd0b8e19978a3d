import type { EventUrls } from '../../../src/ports/event-urls.js'
import type { ProviderCreateRequest } from '../../../src/spec/provider.js'
import type { EventUrlClaims } from '../../../src/spec/provider-events.js'
import { type FieldOf, neutralField } from '../query-limit.js'
import { type BbbServer, releaseOf } from '../servers.js'
import type { EventContext } from './event-context.js'

const READY = 'meta_bbb-recording-ready-url'
/** Under other names the server looks for the same, and it calls only one. Fact sheet section 5.1. */
const readyAliases = [READY, 'meta_bn-recording-ready-url', 'meta_canvas-recording-ready-url']

/**
 * Adds to the parameters of `create` where the server is to call back about this meeting. What the caller set stays: then it is the
 * caller whom the server calls. A breakout room gets none, for the server does not call back at the end of one, and its id is not ours.
 * Answers how errors name the parameters.
 */
export function addCallbacks(
  params: Map<string, string>,
  request: Pick<ProviderCreateRequest, 'key' | 'incarnation'>,
  { settings, urls }: EventContext & { readonly urls: EventUrls },
  server: BbbServer,
): FieldOf {
  const added = new Set<string>()
  if (params.get('isBreakout') === 'true') return neutralField
  const meeting = sessionClaim(request)
  // The server keeps the names of labels in lower case.
  const taken = new Set([...params.keys()].map((name) => name.toLowerCase()))
  const add = (name: string, url: string, names: readonly string[] = [name]): boolean => {
    if (names.some((other) => taken.has(other.toLowerCase()))) return false
    params.set(name, url)
    added.add(name)
    return true
  }
  if (settings.endCallback) add('meta_endCallbackUrl', urls.url({ way: 'ended', meeting }))
  if (settings.recordingReady) add(READY, urls.url({ way: 'recording', meeting }), readyAliases)
  if (settings.analytics && add('meta_analytics-callback-url', urls.url({ way: 'analytics', meeting }))) {
    const keepEvents = releaseOf(server) < 2.3 ? 'keepEvents' : 'meetingKeepEvents'
    if (!params.has(keepEvents)) params.set(keepEvents, 'true')
  }
  return (param) => (added.has(param) ? 'events.url' : neutralField(param))
}

/** How a callback URL says which session it is for. */
export function sessionClaim({
  key,
  incarnation,
}: NonNullable<EventUrlClaims['meeting']>): NonNullable<EventUrlClaims['meeting']> {
  return { key, incarnation }
}
