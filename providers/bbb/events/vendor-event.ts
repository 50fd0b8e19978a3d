import { eventTime } from './event-time.js'
import { isObject, type JsonObject, objectAt, textAt } from './json-object.js'

/** An event as bbb-webhooks writes it, taken apart. Every part may be missing. */
export interface VendorEvent {
  readonly message: JsonObject
  /** The server's name of it. */
  readonly type: string
  readonly attributes: JsonObject
  /** Of the attributes; empty where they are not there. */
  readonly meeting: JsonObject
  readonly user: JsonObject
  readonly internalId?: string
  readonly externalId?: string
  /** As it is written, which is part of what makes the event this one. */
  readonly ts?: string
  readonly at?: Date
}

/** Undefined for what is no object. A raw message of the server's core is an event of its own name. */
export function vendorEvent(message: unknown): VendorEvent | undefined {
  if (!isObject(message)) return undefined
  const data = objectAt(message, 'data')
  const attributes = objectAt(data, 'attributes')
  const meeting = objectAt(attributes, 'meeting')
  const envelope = objectAt(message, 'envelope')
  const header = isObject(message['core']) ? objectAt(message['core'], 'header') : objectAt(message, 'header')
  const internalId = textAt(meeting, 'internal-meeting-id') ?? textAt(header, 'meetingId')
  const externalId = textAt(meeting, 'external-meeting-id')
  const ts = textAt(objectAt(data, 'event'), 'ts') ?? textAt(envelope, 'timestamp')
  const at = eventTime(ts)
  return {
    message,
    type: textAt(data, 'id') ?? textAt(envelope, 'name') ?? textAt(header, 'name') ?? 'unknown',
    attributes,
    meeting,
    user: objectAt(attributes, 'user'),
    ...(internalId !== undefined && { internalId }),
    ...(externalId !== undefined && { externalId }),
    ...(ts !== undefined && { ts }),
    ...(at !== undefined && { at }),
  }
}
