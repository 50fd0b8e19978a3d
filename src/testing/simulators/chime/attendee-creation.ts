import type { Attendee } from './attendee.js'
import type { AttendeeInput } from './attendee-input.js'
import { checkCapabilities } from './capabilities.js'
import type { Members } from './constraints.js'
import { checkExternalId } from './external-id.js'
import type { Meeting } from './meeting.js'
import type { SimulatedChimeFeatures } from './meeting-features.js'
import type { OperationContext } from './operation.js'
import { ChimeServiceError } from './service-error.js'
import { attendeeView } from './views.js'

/** Why the service did not create one attendee. */
interface RefusedAttendee {
  readonly errorCode: string
  readonly errorMessage: string
}

/**
 * Refuses attendees that break the service's rules. Whether one such attendee of a batch fails the batch or only itself
 * is not documented; here it fails the batch, so that an adapter which lets one through harms its neighbours visibly.
 */
export function checkAttendees(
  attendees: readonly AttendeeInput[],
  features: SimulatedChimeFeatures | undefined,
): void {
  for (const { externalUserId, capabilities } of attendees) {
    checkExternalId('ExternalUserId', externalUserId)
    if (capabilities !== undefined) checkCapabilities(capabilities, features)
  }
}

/** Creates one attendee, or says why not. */
export function createOne(
  context: OperationContext,
  meeting: Meeting,
  input: AttendeeInput,
): Attendee | RefusedAttendee {
  const staged = context.failures.take(input.externalUserId)
  if (staged !== undefined) return staged
  // Only after a reused token can the meeting be over here.
  if (!meeting.live) return refused('NotFoundException', `Meeting ${meeting.meetingId} not found`)
  if (context.repeatedUser === 'same-attendee') {
    const same = [...meeting.attendees.values()].find(
      (other) => other.externalUserId === input.externalUserId,
    )
    if (same !== undefined) return same
  }
  if (meeting.freeSeats <= 0) return refused('LimitExceededException', 'The meeting has no free seat')
  return meeting.add(input.externalUserId, input.capabilities)
}

/** The `Attendees` and `Errors` of a batch: one refused attendee does not fail its neighbours. */
export function createBatch(
  context: OperationContext,
  meeting: Meeting,
  inputs: readonly AttendeeInput[],
): Members {
  const attendees: unknown[] = []
  const errors: unknown[] = []
  for (const input of inputs) {
    const outcome = createOne(context, meeting, input)
    if ('attendeeId' in outcome) attendees.push(attendeeView(outcome))
    else {
      const { errorCode, errorMessage } = outcome
      errors.push({ ExternalUserId: input.externalUserId, ErrorCode: errorCode, ErrorMessage: errorMessage })
    }
  }
  return { Attendees: attendees, Errors: errors }
}

function refused(exception: string, errorMessage: string): RefusedAttendee {
  return { errorCode: new ChimeServiceError(exception, errorMessage).code, errorMessage }
}
