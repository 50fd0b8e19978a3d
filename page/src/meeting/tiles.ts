/** A moving picture that can be shown: somebody's camera, or a shared screen. */
export interface Tile {
  readonly tileId: number
  readonly attendeeId: string
  readonly local: boolean
  readonly content: boolean
}

/** What the client library says of a picture. */
interface TileReport {
  readonly tileId: number | null
  readonly boundAttendeeId: string | null
  readonly localTile: boolean
  readonly isContent: boolean
  readonly boundVideoStream: unknown
}

/** Takes a report in. A picture without anybody or without a stream is not there (yet). */
export function tileReported(tiles: readonly Tile[], report: TileReport): readonly Tile[] {
  const { tileId, boundAttendeeId, localTile, isContent } = report
  if (tileId === null) return tiles
  if (boundAttendeeId === null || boundAttendeeId === '' || !report.boundVideoStream)
    return tileRemoved(tiles, tileId)
  const tile: Tile = { tileId, attendeeId: boundAttendeeId, local: localTile, content: isContent }
  const old = tiles.find((known) => known.tileId === tileId)
  if (old === undefined) return [...tiles, tile]
  const same = old.attendeeId === tile.attendeeId && old.local === tile.local && old.content === tile.content
  return same ? tiles : tiles.map((known) => (known === old ? tile : known))
}

export function tileRemoved(tiles: readonly Tile[], tileId: number): readonly Tile[] {
  return tiles.some((tile) => tile.tileId === tileId) ? tiles.filter((tile) => tile.tileId !== tileId) : tiles
}
