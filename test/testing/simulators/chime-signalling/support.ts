import type { ChimeSDKMeetings } from '@aws-sdk/client-chime-sdk-meetings'
import { expect, onTestFinished } from 'vitest'
import type {
  ChimeSimulator,
  SimulatedChimeAttendee,
} from '../../../../src/testing/simulators/chime/index.js'
import { TestClock } from '../../../../src/testing/test-clock.js'
import type { SignallingServer } from '../../../support/signalling/signalling-server.js'
import { startLiveChime } from '../../../support/signalling/start-live-chime.js'
import { clientOf, createAttendee, createMeeting } from '../chime/support.js'
import { StubMedia } from './stub-media.js'
import { type SubscribeOptions, WireClient } from './wire-client.js'

export const graceMs = 10_000

/** A meeting of a simulated region with a signalling server, in which people can be. All of it goes with the test. */
export class Bench {
  readonly simulator: ChimeSimulator
  readonly signalling: SignallingServer
  readonly client: ChimeSDKMeetings
  readonly media: StubMedia
  readonly clock: TestClock
  readonly meetingId: string

  private constructor(
    parts: Pick<Bench, 'simulator' | 'signalling' | 'client' | 'media' | 'clock' | 'meetingId'>,
  ) {
    this.simulator = parts.simulator
    this.signalling = parts.signalling
    this.client = parts.client
    this.media = parts.media
    this.clock = parts.clock
    this.meetingId = parts.meetingId
  }

  static async start(): Promise<Bench> {
    const clock = new TestClock()
    const media = new StubMedia()
    const options = { media, clock, graceMs, simulator: { clock, rates: 'unlimited' } } as const
    const { simulator, signalling, close } = await startLiveChime(options)
    onTestFinished(close)
    const client = clientOf(simulator)
    const { MeetingId: meetingId } = await createMeeting(client)
    return new Bench({ simulator, signalling, client, media, clock, meetingId })
  }

  async seat(externalUserId: string): Promise<Seat> {
    const { AttendeeId, JoinToken } = await createAttendee(this.client, this.meetingId, externalUserId)
    return { attendeeId: AttendeeId, joinToken: JoinToken }
  }

  open({ joinToken }: Seat): Promise<WireClient> {
    return WireClient.open(this.signalling.urlOf(this.meetingId), joinToken)
  }

  /** Opens the socket and goes through the handshake, until audio is connected. */
  async enter(seat: Seat, options: SubscribeOptions = {}): Promise<WireClient> {
    const person = await this.open(seat)
    await person.join()
    await person.subscribe(options)
    await eventually(() => [...person.people.keys()]).toContain(seat.attendeeId)
    return person
  }

  /** A new attendee who is in the meeting. */
  async person(
    externalUserId: string,
    options: SubscribeOptions = {},
  ): Promise<Seat & { client: WireClient }> {
    const seat = await this.seat(externalUserId)
    return { ...seat, client: await this.enter(seat, options) }
  }

  /** The same seat's content share. */
  share(seat: Seat): Promise<WireClient> {
    return this.open({ ...seat, joinToken: `${seat.joinToken}#content` })
  }

  /** An attendee as the vendor sees it. */
  simulated({ attendeeId }: Seat): SimulatedChimeAttendee | undefined {
    const [meeting] = this.simulator.meetings()
    return meeting?.attendees.find((attendee) => attendee.attendeeId === attendeeId)
  }

  /** The service's events about a person, without `chime:Attendee`. */
  eventsOf({ attendeeId }: Seat): string[] {
    return this.simulator.events
      .filter(({ detail }) => detail.attendeeId?.startsWith(attendeeId))
      .map(({ detail }) => detail.eventType.replace('chime:Attendee', ''))
  }
}

export interface Seat {
  readonly attendeeId: string
  readonly joinToken: string
}

/** Looks again and again, for as long as a busy machine may need. */
export function eventually<Value>(look: () => Value): ReturnType<typeof expect.poll<Value>> {
  return expect.poll(look, { timeout: 10_000, interval: 5 })
}
