import { flagAt, objectAt, textAt } from './json-object.js'
import type { SaidEvent } from './said-event.js'
import type { VendorEvent } from './vendor-event.js'

/** The steps without which there is no recording. What else fails, such as a script that runs after one, spoils nothing. */
const essential: ReadonlySet<string> = new Set([
  'rap-archive-ended',
  'rap-sanity-ended',
  'rap-process-ended',
  'rap-post-process-ended',
  'rap-publish-ended',
])

/** A step of the recording's processing: what it means, if anything. */
export function recordingStep(event: VendorEvent): SaidEvent | undefined {
  const success = flagAt(event.attributes, 'success')
  if (success === true && event.type === 'rap-publish-ended') return about(event, 'recording.ready')
  if (success !== false || !essential.has(event.type)) return undefined
  return { ...about(event, 'recording.failed'), message: `${event.type} without success` }
}

/** What somebody did with a recording by an API call. */
export function recordingChange(
  type: 'recording.published' | 'recording.unpublished' | 'recording.deleted',
): (event: VendorEvent) => SaidEvent {
  return (event) => about(event, type)
}

/** The recording that an event is about. Its id is sometimes left out, and then equals the session's (fact sheet section 5.4). */
export function recordingIdOf({ attributes, meeting, internalId }: VendorEvent): string | undefined {
  const recording = objectAt(attributes, 'recording')
  return (
    textAt(attributes, 'record-id') ??
    textAt(meeting, 'record-id') ??
    textAt(recording, 'record-id') ??
    internalId
  )
}

/** The server's name of the format. */
export function workflowOf({ attributes }: VendorEvent): string | undefined {
  return textAt(attributes, 'workflow', 'format')
}

function about<Type extends `recording.${string}`>(
  event: VendorEvent,
  type: Type,
): { readonly type: Type; readonly recordingId?: string; readonly format?: string } {
  const recordingId = recordingIdOf(event)
  const format = workflowOf(event)
  return { type, ...(recordingId !== undefined && { recordingId }), ...(format !== undefined && { format }) }
}
