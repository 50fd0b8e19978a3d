import type {
  HereAnswer,
  JoinedAnswer,
  PageMeeting,
  PagePerson,
  RefusedAnswer,
  WaitingAnswer,
} from '../../src/join-page/page-api.js'

const open = { camera: false, microphone: false, screenShare: false }

export const meeting: PageMeeting = {
  id: 'class-42',
  title: 'Biology',
  muteOnStart: false,
  noCamera: false,
  noScreenShare: false,
  locks: open,
}

export function person(name: string, more: Partial<PagePerson> = {}): PagePerson {
  const participantId = name.toLowerCase()
  return { seat: `seat-${participantId}`, participantId, name, role: 'attendee', muted: false, ...more }
}

export function joined(more: Partial<JoinedAnswer> = {}): JoinedAnswer {
  return {
    state: 'joined',
    pass: 'pass-inside',
    session: { Meeting: {}, Attendee: { AttendeeId: 'a', ExternalUserId: 'seat-ana', JoinToken: 't' } },
    me: person('Ana'),
    meeting,
    can: { endForAll: false, muteAll: false, remove: false, lock: false, record: false, admit: false },
    ...more,
  }
}

export function waiting(more: Partial<WaitingAnswer> = {}): WaitingAnswer {
  return { state: 'waiting', pass: 'pass-waiting', pollMs: 3_000, meeting, ...more }
}

export function here(more: Partial<HereAnswer> = {}): HereAnswer {
  return {
    state: 'here',
    revision: '1',
    pollMs: 5_000,
    people: [person('Ana')],
    waiting: [],
    recording: 'off',
    locks: open,
    ...more,
  }
}

export function refused(reason: RefusedAnswer['reason'], retryAfterMs?: number): RefusedAnswer {
  return { state: 'refused', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Lets everything run that waits for nothing but promises. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
