import type { MediaOffer } from '../signalling/media-peer.js'

const sentVideo: Partial<RTCRtpEncodingParameters> = { maxFramerate: 8, maxBitrate: 250_000 }

/** The server's end of one client's RTCPeerConnection. */
export class SfuPeer {
  readonly room: string
  readonly #peer = new RTCPeerConnection()
  readonly #ready: Promise<void>
  #close: () => void = () => undefined

  constructor(room: string) {
    this.room = room
    this.#ready = new Promise((resolve, reject) => {
      this.#close = () => reject(new Error('The connection was closed'))
      this.#peer.addEventListener('connectionstatechange', () => {
        if (this.#peer.connectionState === 'connected') resolve()
        if (this.#peer.connectionState === 'failed') reject(new Error('The connection failed'))
      })
    })
    this.#ready.catch(() => undefined)
  }

  /** What the client says, once it has offered audio. */
  get audio(): MediaStreamTrack | undefined {
    return this.#transceivers('audio')[0]?.receiver.track
  }

  /** What the client shows: its camera, which is the first video section of every offer, or its screen. */
  get video(): MediaStreamTrack | undefined {
    return this.#transceivers('video')[0]?.receiver.track
  }

  connected(): Promise<void> {
    return this.#ready
  }

  async answer(
    { sdp, videos }: MediaOffer,
    mix: MediaStreamTrack,
    videoOf: (connectionId: string) => MediaStreamTrack | undefined,
  ): Promise<string> {
    await this.#peer.setRemoteDescription({ type: 'offer', sdp })
    for (const transceiver of this.#transceivers('audio')) await send(transceiver, mix, 'sendrecv')
    const [, ...receiving] = this.#transceivers('video')
    for (const transceiver of receiving) {
      const wanted = videos.find(({ mid }) => mid === transceiver.mid)
      const track = wanted === undefined ? undefined : videoOf(wanted.from)
      if (track !== undefined) await send(transceiver, track, 'sendonly')
    }
    await this.#peer.setLocalDescription()
    for (const { sender } of receiving) await spare(sender)
    await this.#gathered()
    return withStreamIds(this.#peer.localDescription?.sdp ?? '')
  }

  close(): void {
    this.#close()
    this.#peer.close()
  }

  #transceivers(kind: string): RTCRtpTransceiver[] {
    return this.#peer.getTransceivers().filter(({ receiver }) => receiver.track.kind === kind)
  }

  async #gathered(): Promise<void> {
    while (this.#peer.iceGatheringState !== 'complete') {
      await new Promise((resolve) => {
        this.#peer.addEventListener('icegatheringstatechange', resolve, { once: true })
      })
    }
  }
}

async function send(
  transceiver: RTCRtpTransceiver,
  track: MediaStreamTrack,
  direction: RTCRtpTransceiverDirection,
): Promise<void> {
  if (transceiver.direction === 'stopped') return
  transceiver.direction = direction
  if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track)
}

// Every picture is encoded anew for everybody who sees it. A test wants to see that it moves, not how well.
async function spare(sender: RTCRtpSender): Promise<void> {
  const parameters = sender.getParameters()
  if (sender.track === null || parameters.encodings.length === 0) return
  for (const encoding of parameters.encodings) Object.assign(encoding, sentVideo)
  await sender.setParameters(parameters)
}

/** Names the stream of each section after its mid, which is how the client finds out whose video it is. */
function withStreamIds(sdp: string): string {
  return sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      const mid = /^a=mid:(\S+)/m.exec(section)?.[1]
      return mid === undefined ? section : section.replace(/(msid:)\S+ /g, `$1v_${mid} `)
    })
    .join('')
}
