import type { Clock } from '../../../ports/clock.js'
import { meetingArn } from './arn.js'
import type { CreateMeetingInput } from './create-meeting-input.js'
import type { EventLog } from './events/event-log.js'
import { Meeting, type MeetingSurroundings } from './meeting.js'
import { MeetingExpiry } from './meeting-expiry.js'
import { ChimeServiceError } from './service-error.js'

interface MeetingStoreOptions {
  readonly clock: Clock
  readonly region: string
  readonly events: EventLog
  readonly concurrentMeetings: number
  readonly replicasPerPrimary: number
  readonly mediaRegions: readonly string[]
  readonly reusedToken: 'dead-meeting' | 'new-meeting'
  readonly botsKeepMeetings: boolean
}

/** The meetings of the account in one control region, and the request tokens that made them. */
export class MeetingStore {
  readonly #options: MeetingStoreOptions
  readonly #surroundings: MeetingSurroundings
  readonly #live = new Map<string, Meeting>()
  /** Ended meetings: the service still tells of their pipelines. */
  readonly #past = new Map<string, Meeting>()
  readonly #byToken = new Map<string, Meeting>()
  readonly #expiry: MeetingExpiry
  /** Distinct meetings ever made. */
  created = 0

  constructor(options: MeetingStoreOptions) {
    const { clock, region, events, botsKeepMeetings } = options
    this.#options = options
    this.#expiry = new MeetingExpiry(clock, this.#live)
    const ended = (meeting: Meeting): void => {
      this.#live.delete(meeting.meetingId)
      this.#past.set(meeting.meetingId, meeting)
    }
    this.#surroundings = { clock, region, events, botsKeepMeetings, ended }
  }

  /** The meeting that this token made, if it is to be answered again. */
  byToken(token: string): Meeting | undefined {
    this.settle()
    const known = this.#byToken.get(token)
    if (known === undefined || known.live || this.#options.reusedToken === 'dead-meeting') return known
    return undefined
  }

  add(input: CreateMeetingInput): Meeting {
    this.settle()
    if (!this.#options.mediaRegions.includes(input.mediaRegion)) {
      throw new ChimeServiceError(
        'BadRequestException',
        `MediaRegion ${input.mediaRegion} is not supported from this region`,
      )
    }
    const primary = input.primaryMeetingId === undefined ? undefined : this.#primary(input.primaryMeetingId)
    if (this.#live.size >= this.#options.concurrentMeetings) {
      throw new ChimeServiceError('LimitExceededException', 'The quota of concurrent meetings is reached')
    }
    const meeting = new Meeting(input, primary, this.#surroundings)
    this.#live.set(meeting.meetingId, meeting)
    this.#byToken.set(input.clientRequestToken, meeting)
    this.created += 1
    this.#expiry.arm()
    meeting.report('chime:MeetingStarted')
    return meeting
  }

  /** A live meeting by its id, in either letter case. */
  get(meetingId: string): Meeting | undefined {
    this.settle()
    return this.#live.get(meetingId.toLowerCase())
  }

  /** Like `get`; `NotFoundException` where there is none. */
  find(meetingId: string): Meeting {
    const meeting = this.get(meetingId)
    if (meeting === undefined)
      throw new ChimeServiceError('NotFoundException', `Meeting ${meetingId} not found`)
    return meeting
  }

  /** A live meeting by its ARN, of the form that `write` writes: by default the one that Meeting has. */
  byArn(arn: string, write: typeof meetingArn = meetingArn): Meeting | undefined {
    const meeting = this.get(arn.split(/[:/]/).at(-1) ?? '')
    return meeting && arn === write(this.#options.region, meeting.meetingId) ? meeting : undefined
  }

  /** A meeting that is or was. */
  known(meetingId: string): Meeting | undefined {
    return this.get(meetingId) ?? this.#past.get(meetingId.toLowerCase())
  }

  live(): readonly Meeting[] {
    this.settle()
    return [...this.#live.values()]
  }

  /** Ends what is due, and has its end told. */
  settle(): void {
    this.#expiry.settle()
  }

  /** Lets ends be told when they come, not when somebody looks, until the returned function is called. */
  watch(): () => void {
    return this.#expiry.watch()
  }

  /** Forgets everything without telling anybody. */
  clear(): void {
    this.#live.clear()
    this.#past.clear()
    this.#byToken.clear()
    this.created = 0
    this.#expiry.reset()
  }

  /** Leaves no timer behind. */
  close(): void {
    this.#expiry.stop()
  }

  #primary(meetingId: string): Meeting {
    const primary = this.get(meetingId)
    if (primary === undefined || primary.primary !== undefined) {
      throw new ChimeServiceError(
        'BadRequestException',
        'PrimaryMeetingId must name a live meeting, not a replica',
      )
    }
    const replicas = primary.replicas.filter((meeting) => meeting.live).length
    if (replicas >= this.#options.replicasPerPrimary) {
      throw new ChimeServiceError('LimitExceededException', 'The quota of replica meetings is reached')
    }
    return primary
  }
}
