import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import { receives, sends } from './capability.js'
import type { Connection } from './connection.js'
import type { CurrentCapabilities } from './current-capabilities.js'
import { type FrameContent, FrameType } from './frame.js'
import type { Roster } from './roster.js'
import type { Seats } from './seats.js'
import type { SignallingParts } from './signalling-parts.js'
import { frameError } from './status.js'
import { type RequestedVideo, requestedVideos, ssrcOf, subscriptionOf, trackLabel } from './subscription.js'
import { VideoSources } from './video-sources.js'

type Offer = protocol.ISdkSubscribeFrame
type StreamDescriptor = protocol.ISdkStreamDescriptor

/** Answers the clients' offers (SUBSCRIBE), and keeps everybody told of whose video there is (INDEX). */
export class Negotiation {
  readonly #meetingId: string
  readonly #parts: SignallingParts
  readonly #seats: Seats
  readonly #roster: Roster
  readonly #capabilities: CurrentCapabilities
  readonly #videos: VideoSources = new VideoSources()

  constructor(
    meetingId: string,
    parts: SignallingParts,
    seats: Seats,
    roster: Roster,
    capabilities: CurrentCapabilities,
  ) {
    this.#meetingId = meetingId
    this.#parts = parts
    this.#seats = seats
    this.#roster = roster
    this.#capabilities = capabilities
  }

  shows(attendeeId: string): boolean {
    return this.#videos.of(attendeeId) !== undefined
  }

  index(): FrameContent {
    return { type: FrameType.INDEX, index: this.#videos.index(this.#seats.inMeeting.length) }
  }

  /** Resolves once the client has its answer. */
  async answer(connection: Connection, offer: Offer): Promise<void> {
    const { connectionId, attendeeId } = connection
    const sdp = offer.sdpOffer ?? ''
    const requested = requestedVideos(sdp, offer.receiveStreamIds ?? [], (id) => this.#videos.byStreamId(id))
    const shown = requested.filter(({ source }) => this.#maySee(connection, source.connection))
    const videos = shown.map(subscriptionOf)
    const sdpAnswer = await this.#parts.media.answer({ connectionId, room: this.#meetingId, sdp, videos })
    if (!this.#seats.holds(connection)) return
    const before = this.#videos.of(attendeeId)
    const camera = offer.sendStreams?.find(isVideo)
    this.#publish(connection, camera)
    const allocations = camera === undefined ? [] : this.#allocations(attendeeId, camera)
    const tracks = shown.map((video) => trackOf(video, sdpAnswer))
    const suback = { duplex: offer.duplex ?? null, allocations, sdpAnswer, tracks }
    connection.send({ type: FrameType.SUBSCRIBE_ACK, suback })
    if (camera !== undefined && !this.shows(attendeeId)) this.#refuseVideo(connection)
    if (this.#videos.of(attendeeId) !== before) this.#seats.broadcast(this.index())
  }

  /** What somebody shows is gone, as its sender is. */
  withdraw(attendeeId: string): void {
    if (this.#videos.withdraw(attendeeId)) this.#seats.broadcast(this.index())
  }

  /** Somebody may not show anything any more, and goes on without. No effect on who shows nothing. */
  forbidVideo(connection: Connection): void {
    if (!this.shows(connection.attendeeId)) return
    this.withdraw(connection.attendeeId)
    this.#refuseVideo(connection)
    this.#parts.meetings.video(this.#meetingId, connection.attendeeId, false)
  }

  #publish(connection: Connection, camera: StreamDescriptor | undefined): void {
    const { attendeeId, isContent } = connection
    const { Video: video, Content: content } = this.#capabilities.of(connection)
    const showed = this.shows(attendeeId)
    const shows = camera !== undefined && sends(isContent ? content : video)
    if (shows) this.#videos.publish(connection, camera)
    else this.#videos.withdraw(attendeeId)
    // Who comes with the camera on is told of as connected first.
    const isConnected = this.#roster.get(attendeeId) !== undefined
    if (!isContent && isConnected && shows !== showed) {
      this.#parts.meetings.video(this.#meetingId, attendeeId, shows)
    }
  }

  #allocations(attendeeId: string, { trackLabel: label }: StreamDescriptor): protocol.ISdkStreamAllocation[] {
    const source = this.#videos.of(attendeeId)
    if (source === undefined) return []
    const { streamId = 0, groupId = 0 } = source.descriptor
    return [{ trackLabel: label ?? '', streamId: streamId ?? 0, groupId: groupId ?? 0 }]
  }

  #refuseVideo(connection: Connection): void {
    connection.send({ ...this.index(), error: { status: frameError.viewOnly } })
  }

  #maySee(viewer: Connection, source: Connection): boolean {
    const { Video: video, Content: content } = this.#capabilities.of(viewer)
    return receives(source.isContent ? content : video)
  }
}

function isVideo({ mediaType }: StreamDescriptor): boolean {
  return mediaType === protocol.SdkStreamMediaType.VIDEO
}

function trackOf({ mid, source }: RequestedVideo, sdpAnswer: string): protocol.ISdkTrackMapping {
  return {
    streamId: source.descriptor.streamId ?? 0,
    ssrc: ssrcOf(sdpAnswer, mid),
    trackLabel: trackLabel(mid),
  }
}
