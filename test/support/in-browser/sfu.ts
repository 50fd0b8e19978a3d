import type { MediaOffer, MediaPeer } from '../signalling/media-peer.js'
import { AudioMixer } from './audio-mixer.js'
import { SfuPeer } from './sfu-peer.js'

/** A `MediaPeer` made of a browser's own WebRTC: it takes everybody's tracks and sends them on. Runs in a page of its own. */
export class Sfu implements MediaPeer {
  readonly #peers = new Map<string, SfuPeer>()
  readonly #mixer = new AudioMixer()

  async answer(offer: MediaOffer): Promise<string> {
    const { connectionId, room } = offer
    const peer = this.#peers.get(connectionId) ?? new SfuPeer(room)
    this.#peers.set(connectionId, peer)
    const mix = this.#mixer.mixFor(connectionId, room)
    const sdp = await peer.answer(offer, mix, (from) => this.#peers.get(from)?.video)
    if (peer.audio !== undefined) this.#mixer.listenTo(connectionId, peer.audio)
    return sdp
  }

  async connected(connectionId: string): Promise<void> {
    await this.#peers.get(connectionId)?.connected()
  }

  setHeard(connectionId: string, heard: boolean): void {
    this.#mixer.setHeard(connectionId, heard)
  }

  close(connectionId: string): void {
    this.#peers.get(connectionId)?.close()
    this.#peers.delete(connectionId)
    this.#mixer.close(connectionId)
  }
}
