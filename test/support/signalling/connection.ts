import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { Clock } from '../../../src/ports/clock.js'
import { encodeFrame, type FrameContent, FrameType } from './frame.js'
import type { SignallingAttendee, SignallingCredentials } from './signalling-meetings.js'
import { closeCode } from './status.js'

const contentSuffix = '#content'

/** One WebSocket of a client: a person's own, or that of a person's content share. */
export class Connection {
  readonly connectionId: string = randomUUID()
  readonly attendee: SignallingAttendee
  readonly credentials: SignallingCredentials
  /** Whether this is a content share: it has an attendee id of its own, ending in `#content`. */
  readonly isContent: boolean
  /** As the roster shows it: the id of the person or of the share. */
  readonly attendeeId: string
  readonly #socket: WebSocket
  readonly #clock: Clock

  constructor(
    socket: WebSocket,
    attendee: SignallingAttendee,
    credentials: SignallingCredentials,
    isContent: boolean,
    clock: Clock,
  ) {
    this.#socket = socket
    this.attendee = attendee
    this.credentials = credentials
    this.isContent = isContent
    this.attendeeId = isContent ? `${attendee.attendeeId}${contentSuffix}` : attendee.attendeeId
    this.#clock = clock
  }

  /** What goes to a socket that is no longer open is lost, as on a real network. */
  send(content: FrameContent): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(encodeFrame(content, this.#clock.now()))
  }

  /** Ends the connection for good: the client shows `status` and does not come back. */
  dismiss(status: number): void {
    this.send({ type: FrameType.AUDIO_STATUS, audioStatus: { audioStatus: status } })
    this.#socket.close(closeCode.normal)
  }

  close(): void {
    this.#socket.close(closeCode.normal)
  }

  /** Cuts the connection without a word, as a lost network does: the client reconnects. */
  cut(): void {
    this.#socket.terminate()
  }
}

/** Splits the token of a content share, which the client makes of the person's. */
export function readJoinToken(token: string): { readonly joinToken: string; readonly isContent: boolean } {
  const isContent = token.endsWith(contentSuffix)
  return { joinToken: isContent ? token.slice(0, -contentSuffix.length) : token, isContent }
}
