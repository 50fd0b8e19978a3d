import type { Capability, CompleteCapabilities } from '../../src/spec/capabilities.js'

const native: Capability = { support: 'native' }
const noteOf = (support: Capability['support'], note: string): Capability => ({ support, note })

const byRecord = 'Chime has nothing like it; kept in the record and told by info'
const needsPage = 'Chime has no such setting: it is up to the page that runs the client library'
const noRecording = 'recording needs a capture pipeline, which is not there yet'
const noChat = 'Chime has no such feature: it is up to the page that runs the client library'
const idleEnd = 'Chime ends a meeting after 5 minutes without an audio connection, and this cannot be changed'
const noPresence = 'Chime does not tell who is inside'
const notSent = 'Chime is told the id of the participant and nothing else'

/** What the Amazon Chime SDK can do (fact sheet, section 9). The same for every instance. */
export const chimeCapabilities: CompleteCapabilities = {
  create: native,
  'create.name': noteOf('emulated', byRecord),
  'create.maxParticipants': {
    support: 'native',
    limit: 250,
    note: 'counts everybody who was ever let in, also those who have left; 25 at most with media.video full-hd or media.content ultra-hd',
  },
  'create.durationMinutes': noteOf(
    'unsupported',
    'Chime ends every meeting after 24 hours and knows no other limit',
  ),
  'create.welcomeMessage': noteOf('unsupported', needsPage),
  'create.record.on-demand': noteOf('unsupported', noRecording),
  'create.record.automatic': noteOf('unsupported', noRecording),
  'create.muteOnStart': noteOf(
    'unsupported',
    'the client decides how it comes in; locks.microphone is enforced',
  ),
  'create.guestPolicy': noteOf(
    'unsupported',
    'Chime lets in whoever has a session: give none to whom you do not want',
  ),
  'create.webcamsOnlyForModerator': noteOf(
    'unsupported',
    'a camera is seen by everybody or by nobody: locks.camera',
  ),
  'create.logoutUrl': noteOf('unsupported', needsPage),
  'create.metadata': noteOf('emulated', byRecord),
  'create.media.region': noteOf('native', 'one of the media regions that the control region allows'),
  'create.media.video': noteOf('native', 'full-hd only with maxParticipants of at most 25'),
  'create.media.content': noteOf('native', 'ultra-hd only with maxParticipants of at most 25'),
  'create.expireIfNoUserJoinedMinutes': noteOf('unsupported', idleEnd),
  'create.expireWhenLastUserLeftMinutes': noteOf('unsupported', idleEnd),
  'create.locks.camera': native,
  'create.locks.microphone': native,
  'create.locks.screenShare': native,
  'create.locks.publicChat': noteOf('unsupported', noChat),
  'create.locks.privateChat': noteOf('unsupported', noChat),
  'create.locks.sharedNotes': noteOf('unsupported', noChat),
  'create.locks.userList': noteOf('unsupported', 'every client is told the ids of all who are inside'),
  join: noteOf(
    'native',
    'every join takes a new seat until the meeting ends, also after the person has left',
  ),
  'join.role': noteOf(
    'emulated',
    'Chime knows permissions, not roles: locks apply to attendees, and without locks both roles may do the same',
  ),
  'join.name': noteOf(
    'emulated',
    'your page shows the name: Chime is told the id of the participant and nothing else',
  ),
  'join.avatarUrl': noteOf('unsupported', notSent),
  'join.guest': noteOf('unsupported', notSent),
  'join.authenticated': noteOf('unsupported', notSent),
  'join.device': noteOf('emulated', 'accepted; every join is a connection of its own, whatever the device'),
  'join.detectsMissing': native,
  'join.url': noteOf('unsupported', 'Chime gives a session for its client library, not a link'),
  'join.sdk': noteOf('native', 'amazon-chime-sdk-js'),
  end: native,
  'end.wait': noteOf('native', 'a meeting is gone when the call returns'),
  info: native,
  'info.running': noteOf('unsupported', noPresence),
  'info.startedAt': noteOf('unsupported', noPresence),
  'info.participantCount': noteOf('unsupported', noPresence),
  'info.participants': noteOf('unsupported', noPresence),
  'info.recording': noteOf('unsupported', noRecording),
  check: native,
  listMeetings: noteOf('unsupported', 'Chime cannot list meetings'),
  'breakoutRooms.create': noteOf('unsupported', 'make a meeting of its own for each room'),
  'breakoutRooms.list': noteOf('unsupported', 'make a meeting of its own for each room'),
  addDocuments: noteOf('unsupported', noChat),
  sendMessage: noteOf('unsupported', noChat),
  'recordings.list': noteOf('unsupported', noRecording),
  'recordings.get': noteOf('unsupported', noRecording),
  'recordings.publish': noteOf('unsupported', noRecording),
  'recordings.unpublish': noteOf('unsupported', noRecording),
  'recordings.delete': noteOf('unsupported', noRecording),
  'recordings.update': noteOf('unsupported', noRecording),
  'recordings.captions': noteOf('unsupported', noRecording),
  'recordings.putCaptions': noteOf('unsupported', noRecording),
  'recordings.deleteCaptions': noteOf('unsupported', noRecording),
}
