import { type BbbTokenAlgorithm, jsonWebToken } from './json-web-token.js'
import type { OutgoingMessage } from './outgoing-message.js'

/** The URL of `meta_endCallbackUrl` as the server calls it, which appends both even where they are there already. */
export function endCallbackUrl(url: string, meetingID: string, recorded: boolean): string {
  const added = new URLSearchParams({ recordingmarks: String(recorded), meetingID })
  return `${url}${url.includes('?') ? '&' : '?'}${added}`
}

export interface RecordingReadyInput {
  readonly url: string
  readonly secret: string
  /** The ID that the caller gave the meeting. */
  readonly meetingID: string
  readonly recordID: string
  readonly algorithm: BbbTokenAlgorithm
}

/** The claims have no time, and the header no type: fact sheet section 5.1. */
export function recordingReadyMessage(input: RecordingReadyInput): OutgoingMessage {
  const { url, secret, meetingID, recordID, algorithm } = input
  const token = jsonWebToken({ meeting_id: meetingID, record_id: recordID }, secret, algorithm)
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ signed_parameters: token }).toString(),
  }
}

export interface AnalyticsInput {
  readonly url: string
  readonly secret: string
  readonly data: unknown
  readonly algorithm: BbbTokenAlgorithm
  /** Seconds since the epoch. */
  readonly expiresAt: number
}

export function analyticsMessage({
  url,
  secret,
  data,
  algorithm,
  expiresAt,
}: AnalyticsInput): OutgoingMessage {
  const token = jsonWebToken({ exp: expiresAt }, secret, algorithm, { typ: 'JWT' })
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(data),
  }
}
