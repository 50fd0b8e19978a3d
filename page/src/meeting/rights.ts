import type {
  JoinedAnswer,
  PageLocks,
  PageMeeting,
  PagePerson,
  WaitingAnswer,
} from '../../../src/join-page/page-api.js'

/** What this person may switch on. Only the page's politeness: who may not is stopped by the server and the vendor. */
export interface Rights {
  readonly microphone: boolean
  readonly camera: boolean
  readonly screenShare: boolean
}

/** From the locks, which do not concern moderators, and from what a moderator has taken from this person alone. @internal */
export function rightsOf(
  me: PagePerson,
  locks: PageLocks,
  meeting: Pick<PageMeeting, 'noCamera' | 'noScreenShare'>,
): Rights {
  const free = me.role === 'moderator'
  return {
    microphone: !me.muted && (free || !locks.microphone),
    camera: !meeting.noCamera && (free || !locks.camera),
    screenShare: !meeting.noScreenShare && (free || !locks.screenShare),
  }
}

/** The same of somebody inside, without what was never theirs (`withheldFrom`). */
export function rightsInside(entry: JoinedAnswer, me: PagePerson, locks: PageLocks): Rights {
  const now = rightsOf(me, locks, entry.meeting)
  const withheld = withheldFrom(entry)
  return {
    microphone: now.microphone && !withheld.microphone,
    camera: now.camera && !withheld.camera,
    screenShare: now.screenShare && !withheld.screenShare,
  }
}

/** What somebody at the door may use inside: who is not known yet counts as an attendee. */
export function rightsAtTheDoor(entry: JoinedAnswer | WaitingAnswer): Rights {
  const { meeting } = entry
  if (entry.state === 'joined') return rightsInside(entry, entry.me, meeting.locks)
  return rightsOf(
    { seat: '', participantId: '', name: '', role: 'attendee', muted: false },
    meeting.locks,
    meeting,
  )
}

/**
 * What the vendor did not let this person send on coming in though nothing that moderators can lift was in the way: listeners of a
 * large meeting never get it. What a lock explains comes and goes with the lock, for the vendor is told then.
 */
function withheldFrom({ session, me, meeting }: JoinedAnswer): Rights {
  const free = rightsOf(me, meeting.locks, meeting)
  const { Audio, Video, Content } = (session.Attendee['Capabilities'] ?? {}) as Readonly<
    Record<string, unknown>
  >
  return {
    microphone: free.microphone && !sends(Audio),
    camera: free.camera && !sends(Video),
    screenShare: free.screenShare && !sends(Content),
  }
}

/** The vendor's default is to send. */
function sends(capability: unknown): boolean {
  return capability !== 'Receive' && capability !== 'None'
}
