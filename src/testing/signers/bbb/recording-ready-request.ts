import { recordingReadyMessage } from '../../simulators/bbb/events/callback-messages.js'
import type { BbbTokenAlgorithm } from '../../simulators/bbb/events/json-web-token.js'
import { requestOf } from './request-of.js'

export interface BbbRecordingReadySigning {
  /** What `create` was given as `meta_bbb-recording-ready-url`. */
  readonly url: string
  readonly secret: string
  /** The ID that the caller gave the meeting. */
  readonly meetingID: string
  readonly recordID: string
  /** Default `HS256`; only Scalelite may use the other. */
  readonly algorithm?: BbbTokenAlgorithm
}

/** Makes the call that tells of a finished format of a recording: a form with a token that never expires. */
export function bbbRecordingReadyRequest({
  algorithm = 'HS256',
  ...signing
}: BbbRecordingReadySigning): Request {
  return requestOf(recordingReadyMessage({ ...signing, algorithm }))
}
