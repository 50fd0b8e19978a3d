import type { SessionParts } from './session-parts.js'
import { tileRemoved, tileReported } from './tiles.js'

/** Keeps the state's pictures. */
export function followTiles({ audioVideo, state }: SessionParts): void {
  audioVideo.addObserver({
    videoTileDidUpdate: (report) => state.patch({ tiles: tileReported(state.get().tiles, report) }),
    videoTileWasRemoved: (tileId) => state.patch({ tiles: tileRemoved(state.get().tiles, tileId) }),
    remoteVideoSourcesDidChange: (sources) =>
      state.patch({ sending: new Set(sources.map(({ attendee }) => attendee.attendeeId)) }),
  })
}
