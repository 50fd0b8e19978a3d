import protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import { sends } from './capability.js'
import type { Connection } from './connection.js'
import { CurrentCapabilities } from './current-capabilities.js'
import { DataMessages } from './data-messages.js'
import { type Frame, type FrameContent, FrameType } from './frame.js'
import { Negotiation } from './negotiation.js'
import { mutedInfo, Roster } from './roster.js'
import { Seats } from './seats.js'
import type { SignallingCapabilities } from './signalling-meetings.js'
import type { SignallingParts } from './signalling-parts.js'
import { audioStatus } from './status.js'
import { volumeState } from './volume.js'

const contentSharesAtOnce = 2
const videoSubscriptionLimit = 25

/** One meeting as its clients see it. */
export class Room {
  readonly roster: Roster = new Roster()
  readonly negotiation: Negotiation
  readonly #meetingId: string
  readonly #parts: SignallingParts
  readonly #seats: Seats
  readonly #messages: DataMessages
  readonly #capabilities: CurrentCapabilities = new CurrentCapabilities()

  constructor(meetingId: string, parts: SignallingParts) {
    this.#meetingId = meetingId
    this.#parts = parts
    this.#messages = new DataMessages(parts.clock)
    this.#seats = new Seats(parts, (connection) => this.#depart(connection, 'Dropped'))
    this.negotiation = new Negotiation(meetingId, parts, this.#seats, this.roster, this.#capabilities)
  }

  /** A client has opened its socket. The same attendee's earlier one is told to go. */
  open(connection: Connection): void {
    const { attendeeId, isContent } = connection
    const shares = this.#seats.connections.filter(
      (other) => other.isContent && other.attendeeId !== attendeeId,
    )
    const mayShare = sends(this.#capabilities.of(connection).Content)
    if (isContent && !mayShare) connection.dismiss(audioStatus.rejected)
    else if (isContent && shares.length >= contentSharesAtOnce) connection.dismiss(audioStatus.atCapacity)
    else this.#seats.take(connection)
  }

  /** The socket is gone. Who has not left properly may come back within the grace time. */
  closed(connection: Connection): void {
    this.#seats.lose(connection)
  }

  async receive(connection: Connection, frame: Frame): Promise<void> {
    if (!this.#seats.holds(connection)) return
    switch (frame.type) {
      case FrameType.JOIN:
        return this.#join(connection)
      case FrameType.SUBSCRIBE:
        return await this.#subscribe(connection, frame.sub ?? {})
      case FrameType.AUDIO_CONTROL:
        return this.#mute(connection, frame.audioControl?.muted ?? false)
      case FrameType.DATA_MESSAGE:
        return this.#say(connection, frame.dataMessage?.messages ?? [])
      case FrameType.PING_PONG:
        return pong(connection, frame.pingPong?.pingId ?? 0)
      case FrameType.LEAVE:
        connection.send({ type: FrameType.LEAVE_ACK, leaveAck: {} })
        return this.#depart(connection, 'Left')
      default:
        // Metrics, timings and pauses want no answer.
        return
    }
  }

  /** Everybody is told that the meeting is over. */
  end(): void {
    for (const connection of this.#seats.connections) this.#expel(connection, audioStatus.meetingEnded)
  }

  /** Throws somebody out, with the content share. */
  remove(attendeeId: string): void {
    for (const connection of this.#seats.of(attendeeId)) this.#throwOut(connection)
  }

  changeCapabilities(attendeeId: string, capabilities: SignallingCapabilities): void {
    this.#capabilities.change(attendeeId, capabilities)
    for (const connection of this.#seats.of(attendeeId)) {
      if (connection.isContent && !sends(capabilities.Content)) this.#throwOut(connection)
      if (connection.isContent) continue
      this.#parts.media.setHeard(connection.connectionId, sends(capabilities.Audio))
      if (!sends(capabilities.Video)) this.negotiation.forbidVideo(connection)
    }
  }

  /** Cuts the sockets of an attendee, or of everybody, as a lost network does. */
  cut(attendeeId?: string): void {
    const lost = attendeeId === undefined ? this.#seats.connections : this.#seats.of(attendeeId)
    for (const connection of lost) connection.cut()
  }

  /** Says how loud people are, from 0 to 1; who is not named is silent. */
  setVolumes(volumes: Readonly<Record<string, number>>): void {
    const attendeeStates = this.roster.entries.map(({ connection, audioStreamId }) =>
      volumeState(audioStreamId, volumes[connection.attendeeId] ?? 0),
    )
    this.#seats.broadcast({ type: FrameType.AUDIO_METADATA, audioMetadata: { attendeeStates } })
  }

  #join(connection: Connection): void {
    // Empty TURN credentials make the client use its own network addresses, and be content with the first one.
    const turnCredentials = { username: 'none', password: 'none', ttl: 0, uris: [] }
    const joinack = { turnCredentials, videoSubscriptionLimit, wantsCompressedSdp: false }
    connection.send({ type: FrameType.JOIN_ACK, joinack })
    this.#seats.joined(connection)
    connection.send(this.negotiation.index())
    const messages = connection.isContent ? [] : this.#messages.waitingFor(connection)
    if (messages.length > 0) connection.send({ type: FrameType.DATA_MESSAGE, dataMessage: { messages } })
  }

  async #subscribe(connection: Connection, offer: protocol.ISdkSubscribeFrame): Promise<void> {
    await this.negotiation.answer(connection, offer)
    if (!this.#seats.beginsAudio(connection)) return
    const connected = this.#parts.media.connected(connection.connectionId)
    const enter = (): void => this.#enter(connection, offer.audioMuted ?? false)
    // Not awaited, for the client goes on talking meanwhile. Whose media never comes up stays out of the roster.
    void connected.then(enter, () => undefined)
  }

  /** Audio is connected: now the others see somebody, and the client sees everybody. */
  #enter(connection: Connection, muted: boolean): void {
    if (!this.#seats.holds(connection)) return
    const { attendeeId, attendee, isContent, credentials } = connection
    const isNew = this.roster.get(attendeeId) === undefined
    const changes = this.roster.enter(connection, muted)
    const audioStreamIdInfo = { streams: this.roster.all() }
    connection.send({ type: FrameType.AUDIO_STREAM_ID_INFO, audioStreamIdInfo })
    this.#tell(changes, attendeeId)
    this.#parts.media.setHeard(connection.connectionId, sends(this.#capabilities.of(connection).Audio))
    if (this.#seats.returned(connection)) return
    if (isContent) this.#parts.meetings.content(this.#meetingId, attendee.attendeeId, true)
    else this.#parts.meetings.connected(credentials)
    if (isNew && !isContent && this.negotiation.shows(attendeeId)) {
      this.#parts.meetings.video(this.#meetingId, attendeeId, true)
    }
  }

  #mute(connection: Connection, muted: boolean): void {
    const entry = this.roster.get(connection.attendeeId)
    if (entry === undefined) return
    entry.muted = muted
    this.#tell([mutedInfo(entry)])
  }

  #say(connection: Connection, messages: readonly protocol.ISdkDataMessagePayload[]): void {
    for (const message of messages) {
      const accepted = this.#messages.accept(connection, message)
      const dataMessage = { messages: [accepted ?? this.#messages.throttled(connection, message)] }
      const frame: FrameContent = { type: FrameType.DATA_MESSAGE, dataMessage }
      if (accepted === undefined) connection.send(frame)
      else this.#seats.broadcast(frame, connection.attendeeId)
    }
  }

  #depart(connection: Connection, how: 'Left' | 'Dropped'): void {
    if (!this.#seats.leave(connection)) return
    const { attendeeId, attendee, isContent } = connection
    this.#parts.media.close(connection.connectionId)
    const wasHere = this.roster.get(attendeeId) !== undefined
    this.#tell(this.roster.leave(attendeeId, how === 'Dropped'))
    this.negotiation.withdraw(attendeeId)
    if (!wasHere) return
    if (isContent) this.#parts.meetings.content(this.#meetingId, attendee.attendeeId, false)
    else this.#parts.meetings.departed(this.#meetingId, attendeeId, how)
  }

  #throwOut(connection: Connection): void {
    this.#expel(connection, audioStatus.attendeeRemoved)
    this.#tell(this.roster.leave(connection.attendeeId, false))
    this.negotiation.withdraw(connection.attendeeId)
    const { isContent, attendee } = connection
    if (isContent) this.#parts.meetings.content(this.#meetingId, attendee.attendeeId, false)
  }

  #expel(connection: Connection, status: number): void {
    this.#seats.leave(connection)
    connection.dismiss(status)
    this.#parts.media.close(connection.connectionId)
  }

  #tell(streams: protocol.ISdkAudioStreamIdInfo[], except?: string): void {
    if (streams.length === 0) return
    this.#seats.broadcast({ type: FrameType.AUDIO_STREAM_ID_INFO, audioStreamIdInfo: { streams } }, except)
  }
}

function pong(connection: Connection, pingId: number): void {
  connection.send({ type: FrameType.PING_PONG, pingPong: { type: protocol.SdkPingPongType.PONG, pingId } })
}
