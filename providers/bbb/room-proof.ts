import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ProviderMeeting } from '../../src/spec/provider.js'

/** A breakout room, which has an id of the server's own choice. */
interface RoomIdentity {
  readonly tenant?: string | undefined
  /** What its passwords are derived from. */
  readonly parentKey: string
  readonly meetingId: string
}

/** 22 characters of `[A-Za-z0-9_-]` that only who knows the seed can tell, the same on every machine. No secret. */
export type RoomProof = (room: RoomIdentity) => string

/**
 * Says of a room that it is the tenant's. Every other meeting's id is made of the tenant and your id and leads nowhere else; a
 * room's has to be believed of a ref, which is not signed.
 */
export function createRoomProof(seed: string): RoomProof {
  return ({ tenant, parentKey, meetingId }) =>
    createHmac('sha256', seed)
      .update(JSON.stringify([tenant ?? null, parentKey, meetingId]))
      .digest('base64url')
      .slice(0, 22)
}

/** Whether what a ref says of a meeting is what was answered when it was made, as far as it leads to another one. */
export function isProven({ tenant, key, vendor }: ProviderMeeting, roomProof: RoomProof): boolean {
  const { meetingId, parentKey, proof } = vendor as { readonly [name in string]?: string }
  if (meetingId === undefined) return parentKey === undefined
  const wanted = Buffer.from(roomProof({ tenant, parentKey: parentKey ?? key, meetingId }))
  const given = Buffer.from(proof ?? '')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
