import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.js'
import type { ProviderCapabilities } from '../../src/spec/capabilities.js'
import type { ChatMessage } from '../../src/spec/chat-message.js'
import type { EventParticipant, ParticipantChanges } from '../../src/spec/event.js'
import type { ProviderCreateRequest } from '../../src/spec/provider.js'
import { fakeCapabilities } from './capabilities.js'
import { type FakeEvent, type FakeEventListener, FakeEvents } from './fake-events.js'
import type { FakeConnection, FakeMeeting, FakePerson } from './fake-meeting.js'
import { FakeRecordings } from './fake-recordings.js'

/**
 * The vendor behind a fake provider: its live meetings. Tests look into it and let people come and go, of which it tells by events as
 * a vendor does, at once and in this process. What time does (a meeting is over) it notices, and tells, when somebody looks at it.
 */
export class FakeVendor {
  readonly recordings: FakeRecordings
  readonly #clock: Clock
  readonly #events: FakeEvents
  readonly #meetings = new Map<string, FakeMeeting>()
  #created = 0

  /** `capabilities` say what it tells by events. Default: those of the preset `link-like`. */
  constructor(clock: Clock, capabilities: ProviderCapabilities = fakeCapabilities('link-like')) {
    this.#clock = clock
    this.#events = new FakeEvents(clock, capabilities)
    this.recordings = new FakeRecordings((type, recording) =>
      this.#events.tell(recording, { type, recordingId: recording.id }),
    )
  }

  /** Live meetings, oldest first. */
  get meetings(): readonly FakeMeeting[] {
    const now = this.#clock.now()
    for (const meeting of [...this.#meetings.values()]) {
      const end = endOf(meeting)
      if (end <= now) this.#drop(meeting, end)
    }
    return [...this.#meetings.values()]
  }

  /** How many meetings were ever made. */
  get created(): number {
    return this.#created
  }

  /** The live meeting with a session's id or with your own id. */
  meeting(sessionOrKey: string): FakeMeeting | undefined {
    const { meetings } = this
    return this.#meetings.get(sessionOrKey) ?? meetings.find(({ key }) => key === sessionOrKey)
  }

  make(request: ProviderCreateRequest, room: Pick<FakeMeeting, 'parent' | 'sequence'> = {}): FakeMeeting {
    const meeting: FakeMeeting = {
      ...room,
      session: randomUUID(),
      key: request.key,
      request,
      createdAt: this.#clock.now(),
      people: [],
      seats: [],
      transcribed: false,
      documents: [],
      messages: [],
    }
    this.#meetings.set(meeting.session, meeting)
    this.#created += 1
    this.#events.tell(meeting, { type: 'meeting.created' })
    return meeting
  }

  /** The live breakout rooms of a meeting. */
  rooms({ session }: FakeMeeting): readonly FakeMeeting[] {
    return this.meetings.filter(({ parent }) => parent === session)
  }

  /** Somebody opens the link, or the client library connects. Returns the id of the connection. */
  arrive(sessionOrKey: string, person: FakePerson): string {
    const meeting = this.#existing(sessionOrKey)
    const now = this.#clock.now()
    meeting.startedAt ??= now
    delete meeting.emptySince
    const connection: FakeConnection = { ...person, connectionId: randomUUID(), joinedAt: now, facts: {} }
    meeting.people.push(connection)
    this.#events.tell(meeting, { type: 'participant.joined', participant: eventParticipant(connection) })
    return connection.connectionId
  }

  /** A connection ends: the one with that id, or the first of the person with that id. Nobody is fine. */
  leave(sessionOrKey: string, who: string, reason: 'left' | 'dropped' = 'left'): void {
    const meeting = this.#existing(sessionOrKey)
    const connection = connectionOf(meeting, who)
    if (connection === undefined) return
    meeting.people.splice(meeting.people.indexOf(connection), 1)
    if (meeting.people.length === 0) meeting.emptySince = this.#clock.now()
    const participant = eventParticipant(connection)
    this.#events.tell(meeting, { type: 'participant.left', participant, reason })
  }

  /** Somebody inside, named as in `leave`, switches something on or off. Throws where nobody of that id is inside. */
  update(sessionOrKey: string, who: string, changes: ParticipantChanges): void {
    const meeting = this.#existing(sessionOrKey)
    const connection = this.#inside(meeting, who)
    connection.facts = { ...connection.facts, ...changes }
    const participant = eventParticipant(connection)
    this.#events.tell(meeting, { type: 'participant.updated', participant, changes })
  }

  /** Somebody inside, named as in `leave`, writes into the public chat. Throws where nobody of that id is inside. */
  say(sessionOrKey: string, who: string, text: string): void {
    const meeting = this.#existing(sessionOrKey)
    const connection = this.#inside(meeting, who)
    meeting.messages.push({ text, from: connection.name })
    this.#events.tell(meeting, { type: 'chat.message', participant: eventParticipant(connection), text })
  }

  /** The server writes into the public chat. */
  post(sessionOrKey: string, message: ChatMessage): void {
    const meeting = this.#existing(sessionOrKey)
    meeting.messages.push(message)
    this.#events.tell(meeting, { type: 'chat.message', text: message.text })
  }

  /** A recording begins; returns its id. */
  startRecording(sessionOrKey: string): string {
    const meeting = this.#existing(sessionOrKey)
    const recordingId = this.recordings.add(meeting, 'processing')
    meeting.recordingId = recordingId
    this.#events.tell(meeting, { type: 'recording.started', recordingId })
    return recordingId
  }

  /** The recording that runs ends, and is ready at once; returns its id. None is fine. */
  stopRecording(sessionOrKey: string): string | undefined {
    return this.#stopRecording(this.#existing(sessionOrKey), this.#clock.now())
  }

  transcribe(sessionOrKey: string, on: boolean): void {
    const meeting = this.#existing(sessionOrKey)
    if (meeting.transcribed === on) return
    meeting.transcribed = on
    this.#events.tell(meeting, { type: `transcription.${on ? 'started' : 'stopped'}` })
  }

  /** The vendor drops a meeting by itself, as both vendors do with an idle one. Absent is fine. */
  forget(sessionOrKey: string): void {
    const meeting = this.meeting(sessionOrKey)
    if (meeting !== undefined) this.#drop(meeting, this.#clock.now())
  }

  /** Tells anything at all, whatever is declared: an event that no method here brings about, or one that a vendor tells wrongly. */
  emit(event: FakeEvent): void {
    this.#events.emit(event)
  }

  /** Hears of every event from now on. The returned function ends it. */
  subscribe(listener: FakeEventListener): () => void {
    return this.#events.subscribe(listener)
  }

  #drop(meeting: FakeMeeting, end: number): void {
    // A room may have gone with its meeting.
    if (!this.#meetings.delete(meeting.session)) return
    for (const room of [...this.#meetings.values()])
      if (room.parent === meeting.session) this.#drop(room, end)
    this.#stopRecording(meeting, end)
    // Nobody is told to have left: no vendor can be relied on for that.
    this.#events.tell(meeting, { type: 'meeting.ended', at: new Date(end) })
  }

  #stopRecording(meeting: FakeMeeting, at: number): string | undefined {
    const { recordingId } = meeting
    if (recordingId === undefined) return undefined
    delete meeting.recordingId
    this.#events.tell(meeting, { type: 'recording.stopped', recordingId, at: new Date(at) })
    this.recordings.setState(recordingId, 'published')
    return recordingId
  }

  #existing(sessionOrKey: string): FakeMeeting {
    const meeting = this.meeting(sessionOrKey)
    if (meeting === undefined) throw new Error(`the fake vendor has no meeting "${sessionOrKey}"`)
    return meeting
  }

  #inside(meeting: FakeMeeting, who: string): FakeConnection {
    const connection = connectionOf(meeting, who)
    if (connection === undefined) throw new Error(`nobody with the id "${who}" is inside`)
    return connection
  }
}

function connectionOf({ people }: FakeMeeting, who: string): FakeConnection | undefined {
  return people.find(({ connectionId }) => connectionId === who) ?? people.find(({ id }) => id === who)
}

function eventParticipant({ id, connectionId, name, role, device, guest }: FakeConnection): EventParticipant {
  return {
    id,
    connectionId,
    name,
    role,
    ...(device !== undefined && { device }),
    ...(guest !== undefined && { guest }),
  }
}

/** When the meeting's settings say that its time is up, as far as it looks now. */
function endOf({ request, createdAt, startedAt, emptySince }: FakeMeeting): number {
  const after = (since: number | undefined, minutes: number | undefined): number =>
    since !== undefined && minutes !== undefined && minutes > 0
      ? since + minutes * 60_000
      : Number.POSITIVE_INFINITY
  return Math.min(
    after(createdAt, request.durationMinutes),
    startedAt === undefined
      ? after(createdAt, request.expireIfNoUserJoinedMinutes)
      : after(emptySince, request.expireWhenLastUserLeftMinutes),
  )
}
