import type protocol from 'amazon-chime-sdk-js/build/signalingprotocol/SignalingProtocol.js'
import type { Connection } from './connection.js'

type StreamInfo = protocol.ISdkAudioStreamIdInfo

/** Somebody whose audio is connected. */
export interface RosterEntry {
  readonly connection: Connection
  readonly audioStreamId: number
  muted: boolean
}

/**
 * Who is connected with audio, under the numbers by which the service speaks of them. Everybody gets the whole list on
 * connecting and the changes from then on; a reconnected client has a new number, and the old one goes after that, so that
 * the others' clients see nobody leave.
 */
export class Roster {
  readonly #entries = new Map<string, RosterEntry>()
  #lastId = 0

  get entries(): readonly RosterEntry[] {
    return [...this.#entries.values()]
  }

  get(attendeeId: string): RosterEntry | undefined {
    return this.#entries.get(attendeeId)
  }

  /** Returns what the others have to be told. */
  enter(connection: Connection, muted: boolean): StreamInfo[] {
    const before = this.#entries.get(connection.attendeeId)
    this.#lastId += 1
    const entry: RosterEntry = { connection, audioStreamId: this.#lastId, muted }
    this.#entries.set(connection.attendeeId, entry)
    return before === undefined ? [infoOf(entry)] : [infoOf(entry), goneInfo(before, false)]
  }

  /** Returns what the others have to be told. */
  leave(attendeeId: string, dropped: boolean): StreamInfo[] {
    const entry = this.#entries.get(attendeeId)
    if (entry === undefined) return []
    this.#entries.delete(attendeeId)
    return [goneInfo(entry, dropped)]
  }

  /** The whole list, as a client gets it that has just connected. */
  all(): StreamInfo[] {
    return this.entries.map(infoOf)
  }
}

/** What tells that somebody was muted or unmuted. */
export function mutedInfo({ audioStreamId, muted }: RosterEntry): StreamInfo {
  return { audioStreamId, muted }
}

function infoOf({ connection, audioStreamId, muted }: RosterEntry): StreamInfo {
  const { attendeeId, attendee } = connection
  return { audioStreamId, attendeeId, externalUserId: attendee.externalUserId, muted }
}

// Without an attendee id and without `muted`: the client knows a departure by their absence.
function goneInfo({ audioStreamId }: RosterEntry, dropped: boolean): StreamInfo {
  return dropped ? { audioStreamId, dropped } : { audioStreamId }
}
