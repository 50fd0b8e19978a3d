import type { JoinedAnswer, PageLocks, PagePerson, WaitingPerson } from '../../../src/join-page/page-api.js'
import type { ChatEntry } from './chat-log.js'
import type { Notice } from './notices.js'
import type { Seats } from './seats.js'
import type { Tile } from './tiles.js'

/** All that the meeting's views show. */
export interface MeetingState {
  readonly connection: 'connecting' | 'connected' | 'reconnecting'
  /** As the client library judges it. `suggest-stop-video`: weak, and a picture is sent. */
  readonly quality: 'good' | 'poor' | 'suggest-stop-video'
  /** The browser did not let the meeting's sound play. */
  readonly soundBlocked: boolean
  /** A device has been starting for a while: the browser waits for this person's answer. */
  readonly browserAsks: boolean

  /** Who is connected, as the client library knows it. */
  readonly seats: Seats
  /** Attendee ids, the loudest first. */
  readonly speakers: readonly string[]
  readonly tiles: readonly Tile[]
  /** Attendee ids of the others, and of their screens, that send a picture, whether or not it is received here. */
  readonly sending: ReadonlySet<string>
  /** This person's own screen is shared. */
  readonly sharing: boolean

  /** Who they are, and what holds for them, as the server says. */
  readonly people: readonly PagePerson[]
  readonly waiting: readonly WaitingPerson[]
  readonly recording: boolean
  readonly locks: PageLocks

  /** When each seat raised its hand, in milliseconds. */
  readonly hands: ReadonlyMap<string, number>
  readonly chat: readonly ChatEntry[]
  readonly unread: number

  /** Short messages that go by. */
  readonly notices: readonly Notice[]
}

/** Before anything is known but what the server said at the door. */
export function initialState({ meeting, me }: JoinedAnswer): MeetingState {
  return {
    connection: 'connecting',
    quality: 'good',
    soundBlocked: false,
    browserAsks: false,
    seats: new Map(),
    speakers: [],
    tiles: [],
    sending: new Set(),
    sharing: false,
    people: [me],
    waiting: [],
    recording: false,
    locks: meeting.locks,
    hands: new Map(),
    chat: [],
    unread: 0,
    notices: [],
  }
}
