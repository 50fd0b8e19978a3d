/** How the service tells a client of the end of its audio (AUDIO_STATUS). The client reconnects after none of these. */
export const audioStatus = {
  joinedFromAnotherDevice: 301,
  rejected: 403,
  atCapacity: 409,
  meetingEnded: 410,
  attendeeRemoved: 411,
} as const

/** How the service refuses something in any frame (`error.status`). */
export const frameError = {
  /** The client turns its camera off and goes on without. */
  viewOnly: 206,
} as const

/** How the service closes a WebSocket that it does not want. */
export const closeCode = {
  normal: 1000,
  /** The token belongs to nobody: SignalingBadRequest in the client. */
  forbidden: 4403,
  /** The server failed: SignalingInternalServerError in the client, which reconnects. */
  internal: 4500,
  /** The meeting is over: MeetingEnded in the client. */
  meetingEnded: 4410,
} as const
