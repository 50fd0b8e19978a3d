import type { MeetingRef } from './meeting-ref.js'
import type { MeetingWarning } from './warning.js'

/** A room beside a running meeting, for some of its people. */
export interface CreateBreakoutRoomRequest {
  /** Which of the meeting's rooms, 1 to 100. The same number again finds the room instead of making another. */
  readonly sequence: number
  /** 2 to 64 characters. Default: the meeting's name and the number. */
  readonly name?: string
  /** Ended by force after so many minutes, 1 to 1,440. Default: with its meeting. */
  readonly durationMinutes?: number
  /** People choose their room themselves. Default: false. */
  readonly freeJoin?: boolean
  /** Recorded, if the meeting is. Default: false. */
  readonly record?: boolean
}

export interface BreakoutRoom {
  /** A meeting like any other: join it, read it, end it by this. It has no own id of yours; the vendor chooses one. */
  readonly ref: MeetingRef
  readonly sequence?: number
  readonly name?: string
}

export interface CreateBreakoutRoomResult extends BreakoutRoom {
  readonly disposition: 'created' | 'existing'
  readonly warnings: readonly MeetingWarning[]
}
