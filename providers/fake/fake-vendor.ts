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
    return [...this.#meetings.values()]
  }

  /** How many meetings were ever made. */
  get created(): number {
    return this.#created
  }

  /** The live meeting with a session's id or with your own id. */
  meeting(sessionOrKey: string): FakeMeeting | undefined {
    return this.#meetings.get(sessionOrKey) ?? this.meetings.find(({ key }) => key === sessionOrKey)
  }

  make(request: ProviderCreateRequest, room: Pick<FakeMeeting, 'parent' | 'sequence'> = {}): FakeMeeting {
    const meeting: FakeMeeting = {
      ...room,
      session: randomUUID(),
      key: request.key,
      request,
      createdAt: this.#clock.now(),
      people: [],
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
    meeting.people.push(person)
  }

  leave(sessionOrKey: string, participantId: string): void {
    const { people } = this.#existing(sessionOrKey)
    const index = people.findIndex(({ id }) => id === participantId)
    if (index !== -1) people.splice(index, 1)
  }

  /** The vendor drops a meeting by itself, as both vendors do with an idle one. Absent is fine. */
  forget(sessionOrKey: string): void {
    const meeting = this.meeting(sessionOrKey)
    if (meeting === undefined) return
    for (const room of this.rooms(meeting)) this.#meetings.delete(room.session)
    this.#meetings.delete(meeting.session)
  }

  #existing(sessionOrKey: string): FakeMeeting {
    const meeting = this.meeting(sessionOrKey)
    if (meeting === undefined) throw new Error(`the fake vendor has no meeting "${sessionOrKey}"`)
    return meeting
  }
}
