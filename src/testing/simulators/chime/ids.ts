import { randomUUID } from 'node:crypto'

/**
 * Unpadded base64 of `attendeeId:uuid`, the shape seen in public logs. Of hex digits, dashes and a colon base64 makes
 * letters and digits only, so the token is also a valid HTTP token, as a WebSocket sub-protocol has to be.
 */
export function newJoinToken(attendeeId: string): string {
  return Buffer.from(`${attendeeId}:${randomUUID()}`).toString('base64').replace(/=+$/, '')
}
