import type { VideoSubscription } from './media-peer.js'
import type { VideoSource } from './video-sources.js'

/** A video that a client has asked for, and the media section in which it wants it. */
export interface RequestedVideo {
  readonly mid: string
  readonly source: VideoSource
}

/**
 * Reads which videos a client wants where. The client lists stream ids in the order of the offer's video sections, with 0
 * for a section in which it receives nothing (fact sheet, section 6.5).
 */
export function requestedVideos(
  sdpOffer: string,
  streamIds: readonly number[],
  sourceOf: (streamId: number) => VideoSource | undefined,
): RequestedVideo[] {
  return videoMids(sdpOffer).flatMap((mid, position) => {
    const source = sourceOf(streamIds[position] ?? 0)
    return source === undefined ? [] : [{ mid, source }]
  })
}

export function subscriptionOf({ mid, source }: RequestedVideo): VideoSubscription {
  return { mid, from: source.connection.connectionId }
}

/** How the service names a track to the client that receives it, and the stream that the answer puts it in. */
export function trackLabel(mid: string): string {
  return `v_${mid}`
}

/** The synchronisation source with which a section's media is sent, 0 where none is given. */
export function ssrcOf(sdp: string, mid: string): number {
  const section = sections(sdp).find((text) => midOf(text) === mid)
  return Number(/^a=ssrc:(\d+)/m.exec(section ?? '')?.[1] ?? 0)
}

function videoMids(sdp: string): string[] {
  return sections(sdp)
    .filter((section) => section.startsWith('m=video'))
    .map(midOf)
}

function sections(sdp: string): string[] {
  return sdp.split(/^(?=m=)/m).slice(1)
}

function midOf(section: string): string {
  return /^a=mid:(\S+)/m.exec(section)?.[1] ?? ''
}
