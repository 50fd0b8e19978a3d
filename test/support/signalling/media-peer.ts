/** A media section in which a client wants to receive somebody's video. */
export interface VideoSubscription {
  readonly mid: string
  /** The connection whose camera or screen is to be sent there. */
  readonly from: string
}

/** What a client offers in a SUBSCRIBE frame. */
export interface MediaOffer {
  readonly connectionId: string
  /** Who hears each other: the meeting id. */
  readonly room: string
  readonly sdp: string
  readonly videos: readonly VideoSubscription[]
}

/**
 * The other end of everybody's RTCPeerConnection. It sends each client a mix of the others' audio and the videos that were
 * asked for.
 */
export interface MediaPeer {
  /** Answers the first or a later offer of a connection: SDP with all candidates in it. */
  answer(offer: MediaOffer): Promise<string>
  /** Resolves once media can flow; rejects if the connection fails or is closed first. */
  connected(connectionId: string): Promise<void>
  /** Lets the others hear a connection or not; everybody is heard to begin with. */
  setHeard(connectionId: string, heard: boolean): void
  /** No effect for a connection that is closed or never was. */
  close(connectionId: string): void
}
