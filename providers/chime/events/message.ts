import { createHash } from 'node:crypto'
import { invalidRequest } from '../../../src/errors/invalid-request.js'
import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ResolvedChimeConfig } from '../config.js'
import { type Members, objectOf } from '../reading.js'

/** One event as Chime tells it, on whatever way it came. */
export interface ChimeMessage {
  /** The same on every way, unlike what EventBridge and SNS call an id. */
  readonly id: string
  /** With `chime:` before it. */
  readonly type: string
  /** Of a version whose meaning is known. */
  readonly isKnownVersion: boolean
  readonly at: Date
  /** The control region. */
  readonly region: string
  readonly meetingId?: string
  readonly externalMeetingId?: string
  readonly mediaRegion?: string
  readonly attendeeId?: string
  readonly externalUserId?: string
  readonly mediaPipelineId?: string
  readonly message?: string
  /** All of it. Chime puts no secrets into events. */
  readonly whole: Members
}

const texts = [
  'meetingId',
  'externalMeetingId',
  'mediaRegion',
  'attendeeId',
  'externalUserId',
  'mediaPipelineId',
  'message',
] as const
const MAX_TEXT = 4_096

/**
 * Reads the envelope that EventBridge, SQS, SNS and Lambda have in common (fact sheet, sections 4.1 and 4.2). Fails with
 * `invalid-request` for what is none, or is of another control region, and with `forbidden` for one of an AWS account that is not
 * the configured one.
 */
export function readMessage(
  value: unknown,
  { region, events }: Pick<ResolvedChimeConfig, 'region' | 'events'>,
): ChimeMessage {
  const whole = objectOf({ value }, 'value')
  const detail = objectOf(whole, 'detail')
  if (whole === undefined || detail === undefined || whole['source'] !== 'aws.chime') throw notChime()
  if (whole['region'] !== region) throw broken('region', `must be ${region}, the control region configured`)
  if (events.account !== undefined && whole['account'] !== events.account) throw foreign()
  const type = detail['eventType']
  if (typeof type !== 'string' || !/^chime:\w{1,100}$/.test(type))
    throw broken('detail.eventType', 'must be the name of an event of Chime')
  const at = timeOf(whole, detail)
  const members = Object.fromEntries(
    texts.flatMap((name) => {
      const text = detail[name]
      return typeof text === 'string' && text !== '' && text.length <= MAX_TEXT ? [[name, text]] : []
    }),
  ) as { readonly [name in (typeof texts)[number]]?: string }
  const isKnownVersion = detail['version'] === undefined || detail['version'] === '0'
  return { id: idOf(type, at, members, detail), type, isKnownVersion, at, region, ...members, whole }
}

/** `timestamp` has been seen with a fraction. */
function timeOf(whole: Members, { timestamp }: Members): Date {
  const time = whole['time']
  const given = typeof timestamp === 'number' ? Math.floor(timestamp) : typeof time === 'string' ? time : ''
  const at = new Date(given)
  if (Number.isNaN(at.getTime()))
    throw broken('detail.timestamp', 'must be a time in milliseconds since the epoch')
  return at
}

function idOf(
  type: string,
  at: Date,
  { meetingId, attendeeId, mediaPipelineId }: Pick<ChimeMessage, (typeof texts)[number]>,
  detail: Members,
): string {
  const about = attendeeId ?? mediaPipelineId
  // Events of pools are about neither a meeting nor a pipeline.
  const subject =
    meetingId === undefined && about === undefined
      ? createHash('sha256').update(JSON.stringify(detail)).digest('base64url').slice(0, 22)
      : `${meetingId ?? ''}/${about ?? ''}`
  return `${type}/${subject}/${at.getTime()}`
}

function notChime(): MeetingError {
  return broken('', 'must be an event of the Amazon Chime SDK: source "aws.chime", and a detail')
}

function broken(path: string, rule: string): MeetingError {
  return invalidRequest([{ path: path === '' ? 'message' : `message.${path}`, rule }])
}

function foreign(): MeetingError {
  return new MeetingError({
    code: 'forbidden',
    message: 'the message is about a meeting of another AWS account than `events.account`',
    effect: 'none',
  })
}
