import { analyticsMessage } from '../../simulators/bbb/events/callback-messages.js'
import type { BbbTokenAlgorithm } from '../../simulators/bbb/events/json-web-token.js'
import { requestOf } from './request-of.js'

export interface BbbAnalyticsSigning {
  /** What `create` was given as `meta_analytics-callback-url`. */
  readonly url: string
  readonly secret: string
  /** The whole document: `{ version, meeting_id, internal_meeting_id, data }`. The token does not cover it. */
  readonly data: unknown
  /** Default `HS512`, as a server does it. */
  readonly algorithm?: BbbTokenAlgorithm
  /** Until when the token is good. Default: in 24 hours. */
  readonly expiresAt?: Date
}

/** Makes the call that carries the learning analytics of a meeting: JSON, with a bearer token. */
export function bbbAnalyticsRequest({
  algorithm = 'HS512',
  expiresAt = new Date(Date.now() + 86_400_000),
  ...signing
}: BbbAnalyticsSigning): Request {
  const seconds = Math.floor(expiresAt.getTime() / 1000)
  return requestOf(analyticsMessage({ ...signing, algorithm, expiresAt: seconds }))
}
