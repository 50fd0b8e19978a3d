import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderMeeting, ProviderMeetingInfo } from '../../src/spec/provider.js'
import type { MeetingInfoAnswer } from './api-client.js'
import type { BbbContext } from './bbb-context.js'
import { providerDataOf } from './provider-data.js'
import { askSession, sessionNotFound } from './session.js'
import { childOf, keep, textOf, type XmlElement } from './xml/xml-element.js'

/**
 * What the server knows about a session now. Fails with `not-found` where it is gone or replaced by a newer
 * one.
 */
export async function info(
  { api }: BbbContext,
  meeting: ProviderMeeting,
  options: ProviderCallOptions,
): Promise<ProviderMeetingInfo> {
  const session = await askSession(api, meeting, options)
  if (session.state === 'gone' || session.state === 'replaced') throw sessionNotFound(session.state)
  return toInfo(session, session.state === 'live' ? 'open' : 'ended')
}

function toInfo({ answer, participants }: MeetingInfoAnswer, status: 'open' | 'ended'): ProviderMeetingInfo {
  const name = childOf(answer, 'meetingName')?.text ?? ''
  const running = textOf(answer, 'running')
  const recording = textOf(answer, 'recording')
  const createdAt = dateOf(answer, 'createTime')
  const startedAt = dateOf(answer, 'startTime')
  const endedAt = dateOf(answer, 'endTime')
  const participantCount = countOf(answer, 'participantCount')
  const maxParticipants = countOf(answer, 'maxUsers')
  return {
    status,
    presence: 'live',
    warnings: [],
    ...(name !== '' && { name: keep(name) }),
    ...(running !== undefined && { running: running === 'true' }),
    ...(createdAt !== undefined && { createdAt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(participantCount !== undefined && { participantCount }),
    ...(childOf(answer, 'attendees') !== undefined && { participants }),
    // 0 stands for no limit.
    ...(maxParticipants !== undefined && maxParticipants > 0 && { maxParticipants }),
    ...(recording !== undefined && { recording: recording === 'true' ? 'requested' : 'off' }),
    metadata: metadataOf(answer),
    providerData: providerDataOf(answer, ['attendees']),
  }
}

/** Keys are element names, which may be anything, `constructor` included; readers refuse `__proto__`. */
function metadataOf(answer: XmlElement): Readonly<Record<string, string>> {
  const metadata: Record<string, string> = {}
  for (const { name, text } of childOf(answer, 'metadata')?.children ?? []) metadata[keep(name)] = keep(text)
  return metadata
}

/** Milliseconds since the epoch; absent, 0 and nonsense are undefined. */
function dateOf(answer: XmlElement, field: string): Date | undefined {
  const text = textOf(answer, field)
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return undefined
  const date = new Date(Number(text))
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Some counts are written as the server's country writes them: `1,000`, `1.000`, `1 000`. */
function countOf(answer: XmlElement, field: string): number | undefined {
  const text = textOf(answer, field)?.replace(/[\s.,'’]/g, '')
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
