import { randomUUID } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.js'
import type { ProviderCreateRequest } from '../../src/spec/provider.js'
import type { FakeMeeting, FakePerson } from './fake-meeting.js'
import { FakeRecordings } from './fake-recordings.js'

/** The vendor behind a fake provider: its live meetings. Tests look into it and let people come and go. */
export class FakeVendor {
  readonly recordings: FakeRecordings = new FakeRecordings()
  readonly #clock: Clock
  readonly #meetings = new Map<string, FakeMeeting>()
  #created = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Live meetings, oldest first. */
  get meetings(): readonly FakeMeeting[] {
    for (const meeting of [...this.#meetings.values()])
      if (isOver(meeting, this.#clock.now())) this.#drop(meeting)
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
    return meeting
  }

  /** The live breakout rooms of a meeting. */
  rooms({ session }: FakeMeeting): readonly FakeMeeting[] {
    return this.meetings.filter(({ parent }) => parent === session)
  }

  /** Somebody opens the link, or the client library connects. */
  arrive(sessionOrKey: string, person: FakePerson): void {
    const meeting = this.#existing(sessionOrKey)
    meeting.startedAt ??= this.#clock.now()
    delete meeting.emptySince
    meeting.people.push(person)
  }

  leave(sessionOrKey: string, participantId: string): void {
    const meeting = this.#existing(sessionOrKey)
    const index = meeting.people.findIndex(({ id }) => id === participantId)
    if (index === -1) return
    meeting.people.splice(index, 1)
    if (meeting.people.length === 0) meeting.emptySince = this.#clock.now()
  }

  /** The vendor drops a meeting by itself, as both vendors do with an idle one. Absent is fine. */
  forget(sessionOrKey: string): void {
    const meeting = this.meeting(sessionOrKey)
    if (meeting !== undefined) this.#drop(meeting)
  }

  #drop({ session, recordingId }: FakeMeeting): void {
    for (const room of [...this.#meetings.values()])
      if (room.parent === session) this.#meetings.delete(room.session)
    this.#meetings.delete(session)
    if (recordingId !== undefined) this.recordings.setState(recordingId, 'published')
  }

  #existing(sessionOrKey: string): FakeMeeting {
    const meeting = this.meeting(sessionOrKey)
    if (meeting === undefined) throw new Error(`the fake vendor has no meeting "${sessionOrKey}"`)
    return meeting
  }
}

/** Whether the meeting's settings say that its time is up. */
function isOver({ request, createdAt, startedAt, emptySince }: FakeMeeting, now: number): boolean {
  const after = (since: number, minutes: number | undefined): boolean =>
    minutes !== undefined && minutes > 0 && now >= since + minutes * 60_000
  if (after(createdAt, request.durationMinutes)) return true
  if (startedAt === undefined) return after(createdAt, request.expireIfNoUserJoinedMinutes)
  return emptySince !== undefined && after(emptySince, request.expireWhenLastUserLeftMinutes)
}
