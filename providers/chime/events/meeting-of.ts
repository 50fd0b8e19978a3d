import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { ProviderEventMeeting } from '../../../src/spec/provider-events.js'
import { keyOf } from '../known-keys.js'
import type { ChimeParts } from '../parts.js'
import type { ReplicaIndex } from '../replicas/replica-of.js'
import type { ChimeMessage } from './message.js'

/** The meeting that a message is about. */
export interface MessageMeeting extends ProviderEventMeeting {
  /** The message is of one of its replicas. */
  readonly isReplica: boolean
}

/**
 * The meeting of a message, by the ids that its create answered; for a replica, which has the ExternalMeetingId of its primary, the
 * meeting itself. Undefined where Chime names none: the ExternalMeetingId has been seen to be missing (amazon-chime-sdk-js#1749).
 * Fails with `unavailable` where the store has to be asked and fails.
 */
export async function meetingOf(
  parts: ChimeParts,
  replicas: ReplicaIndex,
  message: ChimeMessage,
  options: ProviderCallOptions,
): Promise<MessageMeeting | undefined> {
  const { meetingId, externalMeetingId, region, mediaRegion } = message
  if (meetingId === undefined || externalMeetingId === undefined) return undefined
  const isFirst = message.type === 'chime:MeetingStarted'
  const primaryId = await replicas.primaryOf(meetingId, isFirst, options)
  return {
    key: await keyOf(parts, externalMeetingId),
    vendor: { meetingId: primaryId, region, ...(mediaRegion !== undefined && { mediaRegion }) },
    isReplica: primaryId !== meetingId,
  }
}
