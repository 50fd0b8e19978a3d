import type { Capability, CompleteCapabilities } from '../../src/spec/capabilities.js'
import type { ResolvedChimeConfig } from './config.js'

const native: Capability = { support: 'native' }
const noteOf = (support: Capability['support'], note: string): Capability => ({ support, note })

const byRecord = 'Chime has nothing like it; kept in the record and told by info'
const needsPage = 'Chime has no such setting: it is up to the page that runs the client library'
const noRecording = 'configure `recording` with a bucket'
const noReplicas = 'configure `replicas`'
const bySweep = 'ended by `sweep`, and told as ended from then on; Chime has its own rules beside'
const keptByUs = 'kept by this library: Chime and S3 know nothing of it'
const noChat = 'Chime has no such feature: it is up to the page that runs the client library'
const idleEnd =
  'by what `join`, `leave` and events of this library saw, and ended by `sweep`; Chime ends a meeting after 5 minutes without an audio connection all the same'
const byEvents =
  'from events, once they arrive at `createEventHandler`; absent before that, because Chime cannot be asked who is inside'
const neverTold = 'Chime tells nothing of it'
const ownWatch = 'happens in your bucket and in this library only, and nobody sends an event of it'
const toldByChime =
  'by EventBridge, and by a queue, topic or function of `events`; Chime promises neither order nor that nothing is missing'
const notSent = 'Chime is told the id of the participant and nothing else'
const byPage = 'by the join page; Chime has nothing like it'

/** Attendees of one Chime meeting. */
const SEATS = 250

/**
 * What the Amazon Chime SDK can do (fact sheet, section 9), as an instance is configured. `joinPage`: people are let in by the join
 * page, which does what Chime leaves to the page; who is let in otherwise (`joinVia: 'vendor'`) has none of that.
 */
export function chimeCapabilities(
  { replicas = 0, recording }: Partial<Pick<ResolvedChimeConfig, 'replicas' | 'recording'>> = {},
  { joinPage = false }: { readonly joinPage?: boolean } = {},
): CompleteCapabilities {
  const paged = (otherwise: string, note = byPage): Capability =>
    joinPage ? noteOf('emulated', note) : noteOf('unsupported', otherwise)
  const recorded = (capability: Capability): Capability =>
    recording === undefined ? noteOf('unsupported', noRecording) : capability
  const large = (note: string): Capability =>
    replicas === 0 ? noteOf('unsupported', noReplicas) : noteOf('native', note)
  return {
    create: native,
    'create.name': noteOf('emulated', byRecord),
    'create.maxParticipants': {
      support: 'native',
      limit: SEATS * (1 + replicas),
      note: 'counts the seats of everybody who was let in and whose seat was not given free; 25 at most with media.video full-hd or media.content ultra-hd; above 250 with `replicas`, in which people only see and hear',
    },
    'create.durationMinutes': { support: 'emulated', limit: 1_440, note: `${bySweep}: 24 hours at most` },
    'create.welcomeMessage': paged(needsPage),
    'create.record.on-demand': recorded(
      noteOf(
        'emulated',
        joinPage
          ? "by a moderator's button on the join page, or `recordings.start` and `recordings.stop` of your backend"
          : 'by `recordings.start` and `recordings.stop` of your backend: the client has no button for it',
      ),
    ),
    'create.record.automatic': recorded(
      noteOf('emulated', 'by a capture pipeline, which begins within seconds of the create'),
    ),
    'create.muteOnStart': paged('the client decides how it comes in; locks.microphone is enforced'),
    'create.guestPolicy': paged(
      'Chime lets in whoever has a session: give none to whom you do not want',
      'by the join page, which makes a session for those only who are let in',
    ),
    'create.webcamsOnlyForModerator': noteOf(
      'unsupported',
      'a camera is seen by everybody or by nobody: locks.camera',
    ),
    'create.logoutUrl': paged(needsPage),
    'create.logoUrl': paged(needsPage),
    'create.bannerText': paged(needsPage),
    'create.metadata': noteOf('emulated', byRecord),
    'create.media.region': noteOf('native', 'one of the media regions that the control region allows'),
    'create.media.video': noteOf('native', 'full-hd only with maxParticipants of at most 25'),
    'create.media.content': noteOf('native', 'ultra-hd only with maxParticipants of at most 25'),
    'create.expireIfNoUserJoinedMinutes': { support: 'emulated', limit: 5, note: idleEnd },
    'create.expireWhenLastUserLeftMinutes': { support: 'emulated', limit: 5, note: idleEnd },
    'create.locks.camera': native,
    'create.locks.microphone': native,
    'create.locks.screenShare': native,
    'create.locks.publicChat': noteOf('unsupported', noChat),
    'create.locks.privateChat': noteOf('unsupported', noChat),
    'create.locks.sharedNotes': noteOf('unsupported', noChat),
    'create.locks.userList': noteOf('unsupported', 'every client is told the ids of all who are inside'),
    join: noteOf(
      'native',
      'a participant and device have one seat: joining again takes the same one, and its earlier page is disconnected',
    ),
    'join.role': noteOf(
      'emulated',
      joinPage
        ? 'by locks, which apply to attendees, and by the join page, on which moderators have more buttons'
        : 'Chime knows permissions, not roles: locks apply to attendees, and without locks both roles may do the same',
    ),
    'join.name': noteOf(
      'emulated',
      joinPage
        ? 'the join page shows the name: Chime is told the id of the participant and nothing else'
        : 'your page shows the name: Chime is told the id of the participant and nothing else',
    ),
    'join.avatarUrl': paged(notSent),
    'join.guest': paged(notSent),
    'join.authenticated': paged(notSent),
    'join.device': noteOf(
      'native',
      'a seat for each device; without it a person has one, so a second device needs it',
    ),
    'join.detectsMissing': joinPage
      ? noteOf('unsupported', 'a link to the join page is signed without asking: use `verify`')
      : native,
    'join.url': paged(
      'Chime gives a session for its client library, not a link',
      'by the join page: Chime gives a session for its client library, not a link',
    ),
    'join.sdk': noteOf(
      'native',
      joinPage ? "amazon-chime-sdk-js, with `joinVia: 'vendor'`" : 'amazon-chime-sdk-js',
    ),
    end: native,
    'end.wait': noteOf('native', 'a meeting is gone when the call returns'),
    info: native,
    'info.running': noteOf('emulated', byEvents),
    'info.startedAt': noteOf('emulated', byEvents),
    'info.participantCount': noteOf('emulated', byEvents),
    'info.participants': noteOf('emulated', byEvents),
    'info.recording': recorded(native),
    'info.seats': noteOf('native', 'by ListAttendees: one to three requests for each 250 seats'),
    check: native,
    listMeetings: noteOf('unsupported', 'Chime cannot list meetings'),
    'breakoutRooms.create': noteOf('unsupported', 'make a meeting of its own for each room'),
    'breakoutRooms.list': noteOf('unsupported', 'make a meeting of its own for each room'),
    addDocuments: noteOf('unsupported', noChat),
    sendMessage: noteOf('unsupported', noChat),
    removeParticipant: native,
    muteParticipants: noteOf('native', 'takes the permission to send sound'),
    lock: noteOf('native', 'takes permissions: Chime disconnects nobody'),
    changeRole: noteOf(
      'emulated',
      'Chime knows permissions, not roles: both roles are the same where nothing is locked',
    ),
    promote: large(
      'by a second attendee in the meeting itself; the client goes over with promoteToPrimaryMeeting',
    ),
    demote: large('deletes that attendee, which sends the client back'),
    leave: noteOf(
      'emulated',
      'the seat is given free after `seatGraceMs`, by `sweep` or by a join that finds the meeting full',
    ),
    'transcription.start': noteOf(
      'native',
      'by Amazon Transcribe, at its price; the text reaches the clients',
    ),
    'transcription.stop': native,
    'events.meeting.created': noteOf('native', toldByChime),
    'events.meeting.started': noteOf('emulated', 'told with the first who joins'),
    'events.meeting.ended': noteOf('native', 'without the reason'),
    'events.participant.joined': noteOf(
      'native',
      'when the audio connects; the name is the one given to `join`',
    ),
    'events.participant.left': noteOf('native', 'a lost connection is noticed after 10 to 15 seconds'),
    'events.participant.updated.camera': native,
    'events.participant.updated.microphone': noteOf('unsupported', neverTold),
    'events.participant.updated.muted': noteOf('unsupported', neverTold),
    'events.participant.updated.screenShare': native,
    'events.participant.updated.presenter': noteOf('unsupported', 'Chime has no presenter'),
    'events.participant.updated.raisedHand': noteOf('unsupported', needsPage),
    'events.recording.started': recorded(native),
    'events.recording.stopped': recorded(native),
    'events.recording.ready': recorded(
      noteOf('emulated', 'when the pipeline that makes the films is done, and they are in the bucket'),
    ),
    'events.recording.published': noteOf('unsupported', ownWatch),
    'events.recording.unpublished': noteOf('unsupported', ownWatch),
    'events.recording.deleted': noteOf('unsupported', ownWatch),
    'events.recording.failed': recorded(native),
    'events.transcription.started': native,
    'events.transcription.stopped': native,
    'events.transcription.interrupted': native,
    'events.transcription.resumed': native,
    'events.transcription.failed': native,
    'events.chat.message': noteOf('unsupported', noChat),
    'recordings.start': recorded(native),
    'recordings.stop': recorded(native),
    'recordings.list': recorded(
      noteOf('emulated', 'out of what this library remembers and what is in the bucket'),
    ),
    'recordings.get': recorded(noteOf('emulated', 'URLs are signed for `urlTtlMinutes`')),
    'recordings.publish': recorded(noteOf('emulated', keptByUs)),
    'recordings.unpublish': recorded(
      noteOf('emulated', `${keptByUs}; URLs that were given out work until they expire`),
    ),
    'recordings.delete': recorded(noteOf('native', 'deletes the files')),
    'recordings.update': recorded(noteOf('emulated', keptByUs)),
    'recordings.captions': noteOf('unsupported', 'Chime makes no caption files'),
    'recordings.putCaptions': noteOf('unsupported', 'Chime makes no caption files'),
    'recordings.deleteCaptions': noteOf('unsupported', 'Chime makes no caption files'),
  }
}
