import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ChimeParts } from '../parts.js'
import { defaultWithoutVideo, sameCapabilities } from '../role-capabilities.js'
import type { ChimeSessionAttendee } from '../session.js'
import type { ChimeAttendeeCapabilities } from '../wire.js'
import { deleteAttendee } from './delete-attendee.js'
import { setCapabilities } from './set-capabilities.js'

/**
 * An attendee from before, allowed what is wanted now. Undefined where it is gone. Chime's default for meetings without video
 * cannot be given back to whom it was taken from: such an attendee is deleted, so that a new one gets it.
 */
export async function findAttendee(
  parts: ChimeParts,
  meetingId: string,
  attendeeId: string,
  wanted: ChimeAttendeeCapabilities | undefined,
  options: ProviderCallOptions,
): Promise<ChimeSessionAttendee | undefined> {
  const found = await parts.seats.reader.read(meetingId, attendeeId, options)
  if (found === undefined || sameCapabilities(found.Capabilities, wanted ?? defaultWithoutVideo)) return found
  if (wanted === undefined) {
    await deleteAttendee(parts, meetingId, attendeeId, options)
    return undefined
  }
  const input = { MeetingId: meetingId, AttendeeId: attendeeId, Capabilities: wanted }
  const changed = await setCapabilities(parts, input, options)
  return changed ? { ...found, Capabilities: wanted } : undefined
}
