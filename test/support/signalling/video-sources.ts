import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import type { Connection } from './connection.js'

type StreamDescriptor = protocol.ISdkStreamDescriptor

/** A camera or a screen that is being sent. */
export interface VideoSource {
  readonly connection: Connection
  readonly descriptor: StreamDescriptor
}

/** The cameras and screens of a meeting, under the stream ids by which clients ask for them (INDEX, SUBSCRIBE). */
export class VideoSources {
  readonly #sources = new Map<string, VideoSource>()
  #lastId = 0

  get sources(): readonly VideoSource[] {
    return [...this.#sources.values()]
  }

  byStreamId(streamId: number): VideoSource | undefined {
    return this.sources.find(({ descriptor }) => descriptor.streamId === streamId)
  }

  of(attendeeId: string): VideoSource | undefined {
    return this.#sources.get(attendeeId)
  }

  /** Adds what a client says that it sends; a camera that is on already keeps its ids. */
  publish(connection: Connection, sent: StreamDescriptor): VideoSource {
    const known = this.#sources.get(connection.attendeeId)
    if (known?.connection === connection) return known
    // Streams and groups count in one row here; a group is one source, and without simulcast it has one stream.
    this.#lastId += 1
    const descriptor: StreamDescriptor = {
      ...sent,
      streamId: this.#lastId,
      groupId: this.#lastId,
      mediaType: protocol.SdkStreamMediaType.VIDEO,
      attendeeId: connection.attendeeId,
      externalUserId: connection.attendee.externalUserId,
    }
    const source = { connection, descriptor }
    this.#sources.set(connection.attendeeId, source)
    return source
  }

  /** Returns whether there was something to take away. */
  withdraw(attendeeId: string): boolean {
    return this.#sources.delete(attendeeId)
  }

  index(numParticipants: number): protocol.ISdkIndexFrame {
    return { atCapacity: false, sources: this.sources.map(({ descriptor }) => descriptor), numParticipants }
  }
}
