import { MeetingError } from '../../../src/errors/meeting-error.js'
import { repeatOnce } from '../../../src/resilience/repeat-once.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import { abandonable, unhurried } from '../abandon.js'
import type { ApiParts } from '../api-parts.js'
import { incomplete, objectOf } from '../reading.js'
import type { ChimeSessionAttendee } from '../session.js'
import { attendeePages, sessionAttendee } from './attendee-pages.js'

/** ListAttendees takes three calls at most (fact sheet, section 2.4), so for fewer people it is not worth it. */
const FEW = 3

interface Reading {
  readonly attendeeId: string
  readonly options: ProviderCallOptions
  readonly resolve: (attendee: ChimeSessionAttendee | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Finds attendees again, join tokens included: a few by GetAttendee, and by ListAttendees where many come back to one meeting
 * at once, as they do when a network or a deployment has dropped them all. Whoever comes while a meeting is being read goes
 * along the next time.
 */
export class AttendeeReader {
  readonly #parts: ApiParts
  /** Who waits, by meeting; there is an entry for each meeting that is being read. */
  readonly #waiting = new Map<string, Reading[]>()

  constructor(parts: ApiParts) {
    this.#parts = parts
  }

  /** Undefined where the attendee, or the whole meeting, is gone. Fails with effect `none`. */
  read(
    meetingId: string,
    attendeeId: string,
    options: ProviderCallOptions,
  ): Promise<ChimeSessionAttendee | undefined> {
    const read = new Promise<ChimeSessionAttendee | undefined>((resolve, reject) => {
      const reading: Reading = { attendeeId, options, resolve, reject }
      const waiting = this.#waiting.get(meetingId)
      if (waiting !== undefined) {
        waiting.push(reading)
        return
      }
      this.#waiting.set(meetingId, [reading])
      setImmediate(() => void this.#serve(meetingId))
    })
    return abandonable(read, options.signal, 'none')
  }

  async #serve(meetingId: string): Promise<void> {
    const waiting = this.#waiting.get(meetingId) ?? []
    while (waiting.length > 0) {
      const group = waiting.splice(0).filter(({ options }) => !options.signal.aborted)
      if (group.length > FEW) await this.#list(meetingId, group)
      else await Promise.all(group.map((reading) => this.#get(meetingId, reading)))
    }
    this.#waiting.delete(meetingId)
  }

  async #get(MeetingId: string, { attendeeId, options, resolve, reject }: Reading): Promise<void> {
    const { api, clock } = this.#parts
    const input = { MeetingId, AttendeeId: attendeeId }
    try {
      const answer = await repeatOnce(clock, options, () => api.call('GetAttendee', input, options))
      const attendee = sessionAttendee(objectOf(answer, 'Attendee'))
      if (attendee === undefined) throw incomplete('GetAttendee', 'Attendee')
      resolve(attendee)
    } catch (error) {
      if (isNotFound(error)) resolve(undefined)
      else reject(error)
    }
  }

  async #list(meetingId: string, group: readonly Reading[]): Promise<void> {
    const wanted = new Set(group.map(({ attendeeId }) => attendeeId))
    const found = new Map<string, ChimeSessionAttendee>()
    const options = unhurried(Math.max(...group.map(({ options: { remainingMs } }) => remainingMs)))
    try {
      for await (const page of attendeePages(this.#parts, meetingId, options)) {
        for (const attendee of page)
          if (wanted.has(attendee.AttendeeId)) found.set(attendee.AttendeeId, attendee)
        if (found.size === wanted.size) break
      }
    } catch (error) {
      if (!isNotFound(error)) {
        for (const { reject } of group) reject(error)
        return
      }
    }
    for (const { attendeeId, resolve } of group) resolve(found.get(attendeeId))
  }
}

function isNotFound(error: unknown): boolean {
  return MeetingError.is(error) && error.code === 'not-found'
}
