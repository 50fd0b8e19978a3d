import type { PipelineMeeting } from '../meetings.js'
import { Pipeline, type PipelineWorld } from './pipeline.js'
import type { Tag } from './requests.js'

/** A pipeline that sits in a meeting as an attendee of its own, and stops at the latest when the meeting ends. */
export abstract class MeetingPipeline extends Pipeline {
  readonly meetingId: string
  readonly #meetingArn: string
  /** Undefined where the meeting has no seat left for it. */
  readonly botId: string | undefined

  constructor(world: PipelineWorld, meeting: PipelineMeeting, meetingArn: string, tags?: readonly Tag[]) {
    super(world, 'Initializing', tags)
    this.meetingId = meeting.meetingId
    this.#meetingArn = meetingArn
    this.botId = join(world, meeting.meetingId)
  }

  get running(): boolean {
    return this.status === 'Initializing' || this.status === 'InProgress'
  }

  override catchUp(now: number): void {
    const { meetings, timings } = this.world
    this.#begin(now)
    if (this.running && meetings.meetingByArn(this.#meetingArn) === undefined) this.stop(now)
    if (this.status === 'InProgress') this.work(now)
    const stoppedAt = this.since + timings.stopMs
    if (this.status !== 'Stopping' || now < stoppedAt) return
    this.move('Stopped', stoppedAt)
    this.#leave()
    this.emit('chime:MediaPipelineDeleted')
  }

  override stop(now: number): void {
    this.#begin(now)
    if (!this.running) return
    if (this.botId !== undefined) {
      this.work(now)
      this.finish(now)
    }
    this.move('Stopping', now)
  }

  override fail(now: number): void {
    if (this.ended) return
    super.fail(now)
    this.#leave()
  }

  /** Does what falls due up to `until`, while it is in progress. */
  protected abstract work(until: number): void

  /** Does what is left to do when it stops in order. */
  protected abstract finish(at: number): void

  #begin(now: number): void {
    const startedAt = this.createdAt + this.world.timings.startMs
    if (this.status !== 'Initializing' || now < startedAt) return
    if (this.botId === undefined) {
      this.fail(startedAt)
      return
    }
    this.move('InProgress', startedAt)
    this.emit('chime:MediaPipelineInProgress')
  }

  #leave(): void {
    if (this.botId !== undefined) this.world.meetings.removeBot(this.meetingId, this.botId)
  }
}

/** The create call does not tell that a meeting is full: the pipeline fails when it should start. */
function join({ meetings }: PipelineWorld, meetingId: string): string | undefined {
  try {
    return meetings.addBot(meetingId).attendeeId
  } catch {
    return undefined
  }
}
