import type { Clock } from '../../../ports/clock.js'
import type { CreateMeetingInput } from './create-meeting-input.js'
import { Meeting } from './meeting.js'
import { ChimeServiceError } from './service-error.js'

const replicasPerMeeting = 4

interface MeetingStoreOptions {
  readonly clock: Clock
  readonly concurrentMeetings: number
  readonly mediaRegions: readonly string[]
  readonly reusedToken: 'dead-meeting' | 'new-meeting'
}

/** The meetings of the account in one control region, and the request tokens that made them. */
export class MeetingStore {
  readonly #options: MeetingStoreOptions
  readonly #meetings = new Map<string, Meeting>()
  readonly #byToken = new Map<string, Meeting>()
  /** Distinct meetings ever made. */
  created = 0

  constructor(options: MeetingStoreOptions) {
    this.#options = options
  }

  /** The meeting that this token made, if it is to be answered again. */
  byToken(token: string): Meeting | undefined {
    const known = this.#byToken.get(token)
    if (known === undefined || known.live || this.#options.reusedToken === 'dead-meeting') return known
    return undefined
  }

  add(input: CreateMeetingInput): Meeting {
    if (!this.#options.mediaRegions.includes(input.mediaRegion)) {
      throw new ChimeServiceError(
        'BadRequestException',
        `MediaRegion ${input.mediaRegion} is not supported from this region`,
      )
    }
    const primary = input.primaryMeetingId === undefined ? undefined : this.#primary(input.primaryMeetingId)
    this.#checkQuota()
    const meeting = new Meeting(input, primary, this.#options.clock)
    this.#meetings.set(meeting.meetingId, meeting)
    this.#byToken.set(input.clientRequestToken, meeting)
    this.created += 1
    return meeting
  }

  /** A live meeting by its id, in either letter case. */
  get(meetingId: string): Meeting | undefined {
    const meeting = this.#meetings.get(meetingId.toLowerCase())
    return meeting?.live === true ? meeting : undefined
  }

  /** Like `get`; `NotFoundException` where there is none. */
  find(meetingId: string): Meeting {
    const meeting = this.get(meetingId)
    if (meeting === undefined)
      throw new ChimeServiceError('NotFoundException', `Meeting ${meetingId} not found`)
    return meeting
  }

  live(): readonly Meeting[] {
    return [...this.#meetings.values()].filter((meeting) => meeting.live)
  }

  clear(): void {
    for (const meeting of this.#meetings.values()) meeting.end()
    this.#meetings.clear()
    this.#byToken.clear()
    this.created = 0
  }

  #primary(meetingId: string): Meeting {
    const primary = this.get(meetingId)
    if (primary === undefined || primary.primary !== undefined) {
      throw new ChimeServiceError(
        'BadRequestException',
        'PrimaryMeetingId must name a live meeting, not a replica',
      )
    }
    const replicas = this.live().filter((meeting) => meeting.primary === primary).length
    if (replicas >= replicasPerMeeting) {
      throw new ChimeServiceError('LimitExceededException', 'The quota of replica meetings is reached')
    }
    return primary
  }

  /** Ended meetings are dropped only when they stand in the way: creating stays cheap with thousands of meetings. */
  #checkQuota(): void {
    const { concurrentMeetings } = this.#options
    if (this.#meetings.size < concurrentMeetings) return
    for (const meeting of this.#meetings.values()) if (!meeting.live) this.#meetings.delete(meeting.meetingId)
    if (this.#meetings.size < concurrentMeetings) return
    throw new ChimeServiceError('LimitExceededException', 'The quota of concurrent meetings is reached')
  }
}
