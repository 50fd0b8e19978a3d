import { once } from 'node:events'
import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import { WebSocket } from 'ws'
import {
  decodeFrame,
  encodeFrame,
  type Frame,
  type FrameContent,
  FrameType,
} from '../../../support/signalling/frame.js'

export interface SubscribeOptions {
  readonly camera?: boolean
  /** Stream ids wanted in the offer's video sections after that of the camera. */
  readonly watch?: readonly number[]
  readonly muted?: boolean
}

/** A participant that speaks the signalling protocol by hand, with a made-up offer in place of media. */
export class WireClient {
  readonly frames: Frame[] = []
  /** The code with which the server closed the socket. */
  readonly closed: Promise<number>
  readonly #socket: WebSocket
  readonly #waiting = new Set<() => void>()

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closed = new Promise((resolve) => socket.on('close', resolve))
    socket.on('message', (message: Buffer) => {
      this.frames.push(decodeFrame(message))
      for (const look of this.#waiting) look()
    })
  }

  /** Resolves once the socket is open. */
  static async open(url: string, joinToken: string): Promise<WireClient> {
    const socket = new WebSocket(url, ['_aws_wt_session', joinToken])
    const client = new WireClient(socket)
    await once(socket, 'open')
    return client
  }

  /** The protocol that the server chose of those offered. */
  get protocol(): string {
    return this.#socket.protocol
  }

  send(content: FrameContent): void {
    this.#socket.send(encodeFrame(content, 0))
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  /** The network is gone. */
  cut(): void {
    this.#socket.terminate()
  }

  /** The first frame that matches, of those that have come and those to come; rejects when the socket closes before. */
  async until(matches: (frame: Frame) => boolean): Promise<Frame> {
    const found = this.frames.find(matches)
    if (found !== undefined) return found
    return await new Promise((resolve, reject) => {
      const look = (): void => {
        const last = this.frames.at(-1)
        if (last === undefined || !matches(last)) return
        this.#waiting.delete(look)
        resolve(last)
      }
      this.#waiting.add(look)
      void this.closed.then((code) => reject(new Error(`closed with ${code}`)))
    })
  }

  async join(): Promise<void> {
    this.send({ type: FrameType.JOIN, join: { protocolVersion: 2 } })
    await this.until(({ type }) => type === FrameType.INDEX)
  }

  /** Offers media, and returns the server's answer to just that. */
  async subscribe(options: SubscribeOptions = {}): Promise<protocol.ISdkSubscribeAckFrame> {
    const { camera = false, watch = [], muted = false } = options
    const answers = (): Frame[] => this.frames.filter(({ type }) => type === FrameType.SUBSCRIBE_ACK)
    const before = answers().length
    const mediaType = protocol.SdkStreamMediaType.VIDEO
    this.send({
      type: FrameType.SUBSCRIBE,
      sub: {
        duplex: protocol.SdkStreamServiceType.DUPLEX,
        sdpOffer: offerWith(1 + watch.length),
        receiveStreamIds: [0, ...watch],
        sendStreams: camera ? [{ trackLabel: 'AmazonChimeExpressVideo', mediaType }] : [],
        audioMuted: muted,
      },
    })
    const answer = await this.until(() => answers().length > before)
    return answer.suback ?? {}
  }

  say(text: string, lifetimeMs = 0): void {
    const message = { topic: 'chat', data: new TextEncoder().encode(text), lifetimeMs }
    this.send({ type: FrameType.DATA_MESSAGE, dataMessage: { messages: [message] } })
  }

  /** Data messages that have come, in order. */
  get messages(): { text: string; from: string; throttled: boolean }[] {
    return this.frames
      .flatMap((frame) => frame.dataMessage?.messages ?? [])
      .map(({ data, senderExternalUserId, ingestTimeNs }) => ({
        text: new TextDecoder().decode(data ?? undefined),
        from: senderExternalUserId ?? '',
        throttled: String(ingestTimeNs) === '0',
      }))
  }

  /** Who is there, as the vendor's client reads the frames: ids of attendees with whether they are muted. */
  get people(): Map<string, boolean> {
    const { streams } = this.#audioStreams()
    return new Map([...streams.values()].map(({ attendeeId, muted }) => [attendeeId, muted]))
  }

  /** Attendee ids of who was ever seen to go while no other stream of theirs was there. */
  get gone(): { attendeeId: string; dropped: boolean }[] {
    return this.#audioStreams().gone
  }

  /** The videos that are there, by attendee id. */
  get videos(): Map<string, number> {
    const index = this.frames.findLast(({ type }) => type === FrameType.INDEX)?.index
    return new Map(
      (index?.sources ?? []).map(({ attendeeId, streamId }) => [attendeeId ?? '', streamId ?? 0]),
    )
  }

  /** The last status that the server gave of the audio: 301, 410 and so on. */
  get status(): number | undefined {
    return (
      this.frames.findLast(({ audioStatus }) => audioStatus !== null)?.audioStatus?.audioStatus ?? undefined
    )
  }

  #audioStreams(): {
    streams: Map<number, { attendeeId: string; muted: boolean }>
    gone: { attendeeId: string; dropped: boolean }[]
  } {
    const streams = new Map<number, { attendeeId: string; muted: boolean }>()
    const gone: { attendeeId: string; dropped: boolean }[] = []
    for (const info of this.frames.flatMap((frame) => frame.audioStreamIdInfo?.streams ?? [])) {
      const id = info.audioStreamId ?? 0
      const known = streams.get(id)
      // Absent members read as their defaults, unless one asks whether they were sent.
      if (Object.hasOwn(info, 'attendeeId')) {
        streams.set(id, { attendeeId: info.attendeeId ?? '', muted: info.muted ?? false })
      } else if (Object.hasOwn(info, 'muted')) {
        if (known !== undefined) known.muted = info.muted ?? false
      } else if (known !== undefined) {
        streams.delete(id)
        const stays = [...streams.values()].some(({ attendeeId }) => attendeeId === known.attendeeId)
        if (!stays) gone.push({ attendeeId: known.attendeeId, dropped: info.dropped === true })
      }
    }
    return { streams, gone }
  }
}

function offerWith(videos: number): string {
  const sections = Array.from({ length: videos }, (_, index) => section('video', index + 1))
  return ['v=0\r\n', section('audio', 0), ...sections].join('')
}

function section(kind: string, mid: number): string {
  return `m=${kind} 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:${mid}\r\n`
}
