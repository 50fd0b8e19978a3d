import type { MeetingRecord } from '../directory/meeting-record.js'
import { MeetingError } from '../errors/meeting-error.js'
import { askDirectory } from '../identity/guarded-directory.js'
import { providerMeeting, recordedSession } from '../identity/session.js'
import { partsOfKey, tenantHash } from '../identity/vendor-key.js'
import type { MeetingsOptions } from '../meetings-options.js'
import { askStore } from '../memory/ask-store.js'
import type { MeetingEvent } from '../spec/event.js'
import type { MeetingRef } from '../spec/meeting-ref.js'
import type { ProviderEvent } from '../spec/provider-events.js'
import type { ProviderMeeting } from '../spec/provider-meeting.js'
import { eventId } from './event-id.js'
import type { EventOrigin } from './event-origin.js'
import type { SessionMemory } from './session-memory.js'

/** What an event is about, as far as it is known here. */
interface Place {
  readonly tenant?: string | undefined
  readonly ref?: MeetingRef
  /** What names the session at its vendor. */
  readonly session?: string | undefined
  /** Where the session is recorded. */
  readonly meeting?: ProviderMeeting
  readonly record?: MeetingRecord
  /** The meeting is of a tenant of whom nobody here ever heard. */
  readonly isStranger?: boolean
}

/** An event as everybody gets it, and what it was made of. */
export interface IdentifiedEvent extends Pick<Place, 'session' | 'meeting' | 'record'> {
  readonly origin: EventOrigin
  readonly event: MeetingEvent
  /** Absent for what no vendor told. */
  readonly told?: ProviderEvent
}

/** What it takes to find an event's meeting. */
export interface IdentifyParts extends Pick<MeetingsOptions, 'directory' | 'tenantNames' | 'clock'> {
  /** Absent where no URLs are given out. */
  readonly sessions?: SessionMemory | undefined
}

/** Whoever makes a meeting writes down whose it is, and tries again with each join if that failed: so long it may take. */
const UNKNOWN_TENANT_MS = 60_000

/** Once in the life of a session: known by that, so that it is one event whichever way tells it. */
const onceASession: ReadonlySet<string> = new Set(['meeting.created', 'meeting.ended'])

/**
 * Finds the meeting that a vendor's event is about. Fails with `forbidden` for one about another tenant's meeting, or about
 * another meeting than its URL was made for, and with `unavailable` where directory or store do not answer.
 */
export async function identify(
  parts: IdentifyParts,
  origin: EventOrigin,
  told: ProviderEvent,
): Promise<IdentifiedEvent> {
  const place = await placeOf(parts, origin, told)
  const { session, meeting, record, ref, tenant, isStranger } = place
  const { provider } = origin
  const { meeting: _meeting, recordingId, ...rest } = told
  const isOnce = session !== undefined && onceASession.has(told.type)
  const event = {
    ...rest,
    id: isOnce ? eventId(origin, session, told.type) : eventId(origin, told.id),
    provider,
    ...(tenant !== undefined && { tenant }),
    ...(ref && { ref }),
    ...(recordingId !== undefined &&
      isStranger !== true && {
        recording: { v: 1, provider, ...(tenant !== undefined && { tenant }), id: recordingId },
      }),
  } as MeetingEvent
  return { origin, event, told, session, ...(meeting && { meeting }), ...(record && { record }) }
}

/** The event as a provider hands it on after a look at it: what identifies it stays. */
export function enriched({ event }: IdentifiedEvent, by: ProviderEvent): MeetingEvent {
  const { meeting: _meeting, recordingId: _recordingId, ...rest } = by
  const { id, provider, tenant, ref } = event
  return {
    ...rest,
    id,
    provider,
    ...(tenant !== undefined && { tenant }),
    ...(ref && { ref }),
    ...('recording' in event && { recording: event.recording }),
  }
}

async function placeOf(
  { directory, tenantNames, sessions, clock }: IdentifyParts,
  origin: EventOrigin,
  { meeting, at }: Pick<ProviderEvent, 'meeting' | 'at'>,
): Promise<Place> {
  const { provider, tenant: owner, events } = origin
  if (meeting === undefined) return { tenant: owner }
  const { key, vendor } = meeting
  const session = events.sessionOf(vendor)
  const named = partsOfKey(key)
  if (origin.meeting !== undefined && origin.meeting.key !== key)
    throw forbidden(origin, 'the callback URL was made for another meeting')
  if (named === undefined) return { tenant: owner, session }
  const { hash, id } = named
  // On a tenant's own server there may be meetings of other programs.
  if (owner !== undefined && hash === undefined) return { tenant: owner, session }
  if (owner !== undefined && hash !== tenantHash(owner))
    throw forbidden(origin, 'the meeting is none of this tenant')
  const tenant = owner ?? (hash === undefined ? undefined : await askStore(tenantNames.nameOf(hash)))
  if (hash !== undefined && tenant === undefined) {
    if (clock.now() - at.getTime() < UNKNOWN_TENANT_MS) throw unknownTenant(origin)
    return { session, isStranger: true }
  }
  const record = await askDirectory(directory, (asked) => asked.get({ tenant, id }))
  if (record !== undefined && isAbout(record, origin, session)) {
    const recorded = recordedSession(record)
    const known = session ?? events.sessionOf(record.vendor)
    if (known !== undefined) sessions?.remember({ provider, key, incarnation: record.incarnation }, known)
    return { tenant, ref: recorded.ref, session: known, meeting: providerMeeting(recorded), record }
  }
  // A URL made for a session names it where the message does not.
  const incarnation = session === undefined ? (origin.meeting?.incarnation ?? 0) : 0
  const ref = { v: 1, provider, ...(tenant !== undefined && { tenant }), id, incarnation, vendor } as const
  const earlier =
    session === undefined && incarnation > 0
      ? await sessions?.sessionOf({ provider, key, incarnation })
      : session
  return { tenant, ref: { ...ref, vendor: { ...vendor } }, session: earlier }
}

/** Whether a record is that of the session which an event is about. */
function isAbout(record: MeetingRecord, origin: EventOrigin, session: string | undefined): boolean {
  if (record.provider !== origin.provider) return false
  if (session === undefined) return record.incarnation === origin.meeting?.incarnation
  return origin.events.sessionOf(record.vendor) === session
}

function unknownTenant({ provider }: EventOrigin): MeetingError {
  const message = 'whose meeting this is has not been written down yet'
  return new MeetingError({ code: 'unavailable', message, effect: 'none', provider })
}

function forbidden({ provider }: EventOrigin, message: string): MeetingError {
  return new MeetingError({ code: 'forbidden', message, effect: 'none', provider })
}
