import type { Meeting } from '../meeting.js'

/** What the learning analytics of a meeting that is over say. Nothing is counted but who was there, and when. */
export function analyticsOf(meeting: Meeting, endedAt: number): unknown {
  const { settings, identity } = meeting
  const attendees = meeting.everyone
    .filter(({ presence }) => presence === 'present' || presence === 'left')
    .map(({ userID, fullName, role, enteredAt, presence, leftAt }) => {
      const until = presence === 'left' ? leftAt : endedAt
      return {
        ext_user_id: userID,
        name: fullName,
        moderator: role === 'MODERATOR',
        joins: [timeText(enteredAt)],
        leaves: [timeText(until)],
        duration: seconds(until - enteredAt),
        recent_talking_time: '',
        engagement: { chats: 0, talks: 0, raisehand: 0, emojis: 0, poll_votes: 0, talk_time: 0 },
      }
    })
  return {
    version: '1.0',
    meeting_id: settings.meetingID,
    internal_meeting_id: identity.internalMeetingID,
    data: {
      metadata: {
        ...Object.fromEntries(
          [...settings.metadata].map(([key, value]) => [key.replaceAll('-', '_'), value]),
        ),
        is_breakout: String(settings.breakout !== undefined),
        meeting_name: settings.name,
      },
      duration: seconds(endedAt - identity.madeAt),
      start: timeText(identity.madeAt),
      finish: timeText(endedAt),
      attendees,
      files: [],
      polls: [],
    },
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 1000)
}

function timeText(ms: number): string {
  return new Date(ms).toISOString()
}
