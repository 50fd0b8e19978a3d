import type { MediaOffer, MediaPeer } from '../../../support/signalling/media-peer.js'

/** A media server without media, that remembers what it was asked for. */
export class StubMedia implements MediaPeer {
  readonly offers: MediaOffer[] = []
  readonly heard: Map<string, boolean> = new Map()
  readonly closed: string[] = []
  /** What `connected` answers; at once by default. */
  connecting: Promise<void> = Promise.resolve()
  /** Set to make the coming answers fail. */
  failure: Error | undefined

  /** Every section of the answer is sent with a source of its own: 1000 and the mid. */
  async answer(offer: MediaOffer): Promise<string> {
    if (this.failure !== undefined) throw this.failure
    this.offers.push(offer)
    return offer.sdp.replace(
      /a=mid:(\d+)\r\n/g,
      (line, mid) => `${line}a=ssrc:${1000 + Number(mid)} cname:x\r\n`,
    )
  }

  connected(): Promise<void> {
    return this.connecting
  }

  setHeard(connectionId: string, heard: boolean): void {
    this.heard.set(connectionId, heard)
  }

  close(connectionId: string): void {
    this.closed.push(connectionId)
  }
}
