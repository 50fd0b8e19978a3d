import { endCallbackUrl } from '../../simulators/bbb/events/callback-messages.js'

export interface BbbEndCallbackInput {
  /** What `create` was given as `meta_endCallbackUrl`. */
  readonly url: string
  /** The ID that the caller gave the meeting. */
  readonly meetingID: string
  /** Whether somebody pressed record. */
  readonly recorded: boolean
}

/** Makes the call of `meta_endCallbackUrl`. A server signs nothing of it. */
export function bbbEndCallbackRequest({ url, meetingID, recorded }: BbbEndCallbackInput): Request {
  return new Request(endCallbackUrl(url, meetingID, recorded))
}
