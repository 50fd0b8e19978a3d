import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Clock, systemClock } from '../../../src/ports/clock.js'
import { Connection, readJoinToken } from './connection.js'
import { decodeFrame } from './frame.js'
import type { MediaPeer } from './media-peer.js'
import { Room } from './room.js'
import type { SignallingCapabilities, SignallingMeetings } from './signalling-meetings.js'
import type { SignallingParts } from './signalling-parts.js'
import { closeCode } from './status.js'

const subprotocol = '_aws_wt_session'
const path = '/control/'

export interface SignallingServerOptions {
  readonly meetings: SignallingMeetings
  readonly media: MediaPeer
  /** Default: the machine's. */
  readonly clock?: Clock
  /** How long a lost client may stay away before it counts as dropped, in milliseconds. Default 10 000. */
  readonly graceMs?: number
}

/** Somebody in a meeting, as the signalling server sees it. */
export interface SignallingPresence {
  /** Ends in `#content` for a content share. */
  readonly attendeeId: string
  readonly externalUserId: string
  readonly muted: boolean
  readonly video: boolean
}

/** The service behind SignalingUrl, on a loopback port: what the vendor's own web client connects to. */
export class SignallingServer {
  readonly #server: Server
  readonly #sockets: WebSocketServer
  readonly #parts: SignallingParts
  readonly #rooms = new Map<string, Room>()
  #port = 0
  #reachable = true

  private constructor(server: Server, parts: SignallingParts) {
    this.#server = server
    this.#parts = parts
    this.#sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : false),
    })
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Listens on 127.0.0.1 on a port that the system chooses. */
  static async start(options: SignallingServerOptions): Promise<SignallingServer> {
    const { meetings, media, clock = systemClock, graceMs = 10_000 } = options
    const server = createServer((_, response) => response.writeHead(426).end())
    const signalling = new SignallingServer(server, { meetings, media, clock, graceMs })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    signalling.#port = (server.address() as AddressInfo).port
    return signalling
  }

  /** `ws://127.0.0.1:port`, for a page's Content-Security-Policy. */
  get origin(): string {
    return `ws://127.0.0.1:${this.#port}`
  }

  /** The SignalingUrl of a meeting. */
  urlOf(meetingId: string): string {
    return `${this.origin}${path}${meetingId}`
  }

  /** Who is connected with audio, content shares included. */
  presence(meetingId: string): readonly SignallingPresence[] {
    const room = this.#rooms.get(meetingId)
    if (room === undefined) return []
    return room.roster.entries.map(({ connection, muted }) => ({
      attendeeId: connection.attendeeId,
      externalUserId: connection.attendee.externalUserId,
      muted,
      video: room.negotiation.shows(connection.attendeeId),
    }))
  }

  /** Every client shows that the meeting has ended. */
  endMeeting(meetingId: string): void {
    this.#rooms.get(meetingId)?.end()
    this.#rooms.delete(meetingId)
  }

  /** The client of a deleted attendee shows that it was removed. No effect where none is connected. */
  removeAttendee(meetingId: string, attendeeId: string): void {
    this.#rooms.get(meetingId)?.remove(attendeeId)
  }

  /** A camera or share that the capabilities forbid stops, and a voice that they forbid is not heard any more. */
  changeCapabilities(meetingId: string, attendeeId: string, capabilities: SignallingCapabilities): void {
    this.#rooms.get(meetingId)?.changeCapabilities(attendeeId, capabilities)
  }

  /** Cuts an attendee's connections as a lost network does; the client comes back after its own delay. */
  cut(meetingId: string, attendeeId: string): void {
    this.#rooms.get(meetingId)?.cut(attendeeId)
  }

  /** False cuts every connection and lets no new one through until it is true again. */
  setReachable(reachable: boolean): void {
    this.#reachable = reachable
    if (!reachable) for (const room of this.#rooms.values()) room.cut()
  }

  /** Tells everybody how loud who is, from 0 to 1 by attendee id; who is not named is silent. */
  setVolumes(meetingId: string, volumes: Readonly<Record<string, number>>): void {
    this.#rooms.get(meetingId)?.setVolumes(volumes)
  }

  /** Stops listening and drops every connection. Safe to repeat. */
  async close(): Promise<void> {
    for (const room of this.#rooms.values()) room.end()
    for (const socket of this.#sockets.clients) socket.terminate()
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!this.#reachable) {
      socket.destroy()
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#accept(opened, request))
  }

  #accept(socket: WebSocket, request: IncomingMessage): void {
    const { pathname } = new URL(request.url ?? '/', 'ws://localhost')
    const meetingId = pathname.startsWith(path) ? pathname.slice(path.length) : ''
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
    const { joinToken, isContent } = readJoinToken(offered.find((name) => name !== subprotocol) ?? '')
    const credentials = { meetingId, joinToken }
    const attendee = this.#parts.meetings.attendeeOf(credentials)
    if (attendee === 'ended') socket.close(closeCode.meetingEnded)
    else if (attendee === undefined) socket.close(closeCode.forbidden)
    else this.#serve(socket, new Connection(socket, attendee, credentials, isContent, this.#parts.clock))
  }

  #serve(socket: WebSocket, connection: Connection): void {
    const room = this.#room(connection.credentials.meetingId)
    // One frame after the other: the answer to an offer takes time, and what follows builds on it.
    let work = Promise.resolve()
    socket.on('message', (message: Buffer) => {
      work = work
        .then(() => room.receive(connection, decodeFrame(message)))
        .catch((error: unknown) => socket.close(closeCode.internal, String(error).slice(0, 120)))
    })
    socket.on('close', () => room.closed(connection))
    room.open(connection)
  }

  #room(meetingId: string): Room {
    const room = this.#rooms.get(meetingId) ?? new Room(meetingId, this.#parts)
    this.#rooms.set(meetingId, room)
    return room
  }
}
