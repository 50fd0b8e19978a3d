interface Area {
  readonly width: number
  readonly height: number
}

interface Grid {
  readonly columns: number
  readonly width: number
  readonly height: number
}

/** Width by height of a place. */
const RATIO = 16 / 9

/** The largest equal places, 16:9, that fit that many into an area (in CSS pixels, with a gap between them). */
export function gridOf(count: number, area: Area, gap: number): Grid {
  let best: Grid = { columns: 1, width: 0, height: 0 }
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns)
    const byWidth = (area.width - gap * (columns - 1)) / columns
    const byHeight = ((area.height - gap * (rows - 1)) / rows) * RATIO
    const width = Math.floor(Math.max(0, Math.min(byWidth, byHeight)))
    if (width > best.width) best = { columns, width, height: Math.floor(width / RATIO) }
  }
  return best
}

/** How many places a stage has that are still worth looking at. */
export function roomOf(area: Area, smallest: number): number {
  const columns = Math.max(1, Math.floor(area.width / smallest))
  const rows = Math.max(1, Math.floor(area.height / (smallest / RATIO)))
  return Math.min(25, Math.max(2, columns * rows))
}

/** Small places in a row beside, or below, what is shown large. */
interface Strip {
  readonly beside: boolean
  /** Of one place. */
  readonly place: Area
  /** How many have room, with a word about the others. */
  readonly room: number
  /** What is left for the large picture. */
  readonly rest: Area
}

/** How high a line, or how wide a word, about those is who have no place. */
export const WORD = 40

/** Along the longer side, so that the large picture gets the most of it. */
export function stripOf(area: Area, gap: number): Strip {
  const beside = area.width > area.height
  const width = Math.floor(beside ? Math.min(220, area.width * 0.22) : Math.min(150, area.width * 0.3))
  const place = { width, height: Math.floor(width / RATIO) }
  const [length, one] = beside ? [area.height - WORD, place.height] : [area.width - WORD, place.width]
  const room = Math.min(8, Math.max(1, Math.floor((length + gap) / (one + gap))))
  const rest = beside
    ? { width: area.width - place.width - gap, height: area.height }
    : { width: area.width, height: area.height - place.height - gap }
  return { beside, place, room, rest: { width: Math.max(0, rest.width), height: Math.max(0, rest.height) } }
}
