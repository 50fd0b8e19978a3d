import type { EventUrls } from '../../src/ports/event-urls.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderMeetingInfo } from '../../src/spec/provider.js'
import type { MeetingInfoAnswer } from './api-client.js'
import type { BbbContext } from './bbb-context.js'
import { count, date, field, record } from './client/fields.js'
import { withoutOurUrls } from './events/our-urls.js'
import { providerDataOf } from './provider-data.js'
import { askSession, sessionNotFound } from './session.js'
import { childOf, keep, textOf } from './xml/xml-element.js'

/**
 * What the server knows about a session now. Fails with `not-found` where it is gone or replaced by a newer
 * one.
 */
export async function info(
  { api, events }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ProviderMeetingInfo> {
  const session = await askSession(api, meeting, options)
  if (session.state === 'gone' || session.state === 'replaced') throw sessionNotFound(session.state)
  return toInfo(session, session.state === 'live' ? 'open' : 'ended', events.urls)
}

/** A meeting as `getMeetingInfo`, or an entry of `getMeetings`, tells it; without the callback URLs that it was made with. */
export function toInfo(
  { answer, participants }: MeetingInfoAnswer,
  status: 'open' | 'ended',
  urls: EventUrls | undefined,
): ProviderMeetingInfo {
  const name = childOf(answer, 'meetingName')?.text ?? ''
  const running = textOf(answer, 'running')
  const recording = textOf(answer, 'recording')
  const createdAt = field(answer, 'createTime', date)
  const startedAt = field(answer, 'startTime', date)
  const endedAt = field(answer, 'endTime', date)
  const participantCount = field(answer, 'participantCount', count)
  const maxParticipants = field(answer, 'maxUsers', count)
  const info: { -readonly [Field in keyof ProviderMeetingInfo]: ProviderMeetingInfo[Field] } = {
    status,
    presence: 'live',
    warnings: [],
    metadata: withoutOurUrls(field(answer, 'metadata', record) ?? {}, urls),
    providerData: providerDataOf(answer, ['attendees'], urls),
  }
  if (name !== '') info.name = keep(name)
  if (running !== undefined) info.running = running === 'true'
  if (createdAt !== undefined) info.createdAt = createdAt
  if (startedAt !== undefined) info.startedAt = startedAt
  if (endedAt !== undefined) info.endedAt = endedAt
  if (participantCount !== undefined) info.participantCount = participantCount
  if (childOf(answer, 'attendees') !== undefined) info.participants = participants
  // 0 stands for no limit.
  if (maxParticipants !== undefined && maxParticipants > 0) info.maxParticipants = maxParticipants
  if (recording !== undefined) info.recording = recording === 'true' ? 'requested' : 'off'
  return info
}
