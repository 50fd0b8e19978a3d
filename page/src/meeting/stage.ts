import type { MeetingState } from './meeting-state.js'
import { CONTENT_SUFFIX } from './seats.js'

/** One place on the stage: a picture, or a name where there is none. */
export interface StageItem {
  readonly key: string
  readonly attendeeId: string
  readonly tileId: number | undefined
  readonly kind: 'content' | 'person'
  /** Whose it is, of content the sharer's. */
  readonly seat: string
  readonly me: boolean
}

export interface Stage {
  /** Shared screens, large. */
  readonly content: readonly StageItem[]
  readonly people: readonly StageItem[]
  /** How many people have no place. */
  readonly hidden: number
}

type Shown = Pick<MeetingState, 'seats' | 'tiles' | 'speakers' | 'sending'>

/** Who gets one of `room` places: who speaks, then who shows a picture, then who came first; shown in the order in which they came. */
export function stageOf({ seats, tiles, speakers, sending }: Shown, mySeat: string, room: number): Stage {
  const content = tiles
    .filter((tile) => tile.content)
    .map((tile): StageItem => {
      const seat = seats.get(tile.attendeeId.replace(CONTENT_SUFFIX, ''))?.seat ?? ''
      return {
        key: `tile-${tile.tileId}`,
        attendeeId: tile.attendeeId,
        tileId: tile.tileId,
        kind: 'content',
        seat,
        me: seat === mySeat,
      }
    })
  const everybody = [...seats.values()].map(({ attendeeId, seat }): StageItem => {
    const tile = tiles.find((known) => !known.content && known.attendeeId === attendeeId)
    return { key: attendeeId, attendeeId, tileId: tile?.tileId, kind: 'person', seat, me: seat === mySeat }
  })
  const rank = (item: StageItem): number => {
    if (item.me) return 0
    if (speakers.includes(item.attendeeId)) return 1
    // Who has no place sends a picture that nobody receives here.
    return item.tileId !== undefined || sending.has(item.attendeeId) ? 2 : 3
  }
  const chosen = new Set([...everybody].sort((a, b) => rank(a) - rank(b)).slice(0, Math.max(1, room)))
  return {
    content,
    people: everybody.filter((item) => chosen.has(item)),
    hidden: everybody.length - chosen.size,
  }
}
