import type { Capability, CompleteCapabilities } from '../../src/spec/capabilities.js'
import { eventsCapabilities } from './events/events-capabilities.js'
import { type ResolvedBbbEvents, resolveEvents } from './events/events-config.js'
import { type BbbCall, type BbbServer, lackOf, releaseOf, serverName } from './servers.js'

const native: Capability = { support: 'native' }

function withNote(note: string): Capability {
  return { support: 'native', note }
}

function unsupported(note: string): Capability {
  return { support: 'unsupported', note }
}

const noMedia = unsupported('BigBlueButton sets quality and place of the media per server, not per meeting')

const noModeration = 'moderators do it in the meeting; the API of the server has no call for it'

/** What a server of that release can do, and tells with those settings. */
export function bbbCapabilities(
  server: BbbServer,
  events: ResolvedBbbEvents = resolveEvents({}, server),
): CompleteCapabilities {
  const expiry =
    releaseOf(server) < 2.5 ? unsupported(`${serverName(server)} has it as a server setting only`) : native
  const by = (call: BbbCall, note?: string): Capability => {
    const lack = lackOf(server, call)
    if (lack !== undefined) return unsupported(lack)
    return note === undefined ? native : withNote(note)
  }
  return {
    create: native,
    'create.name': native,
    'create.maxParticipants': native,
    'create.durationMinutes': native,
    'create.welcomeMessage': withNote(
      'shown in the public chat; limited HTML and %%CONFNAME%%, %%DIALNUM%%, %%CONFNUM%% in it are interpreted',
    ),
    'create.record.on-demand': native,
    'create.record.automatic': withNote(
      'the whole meeting; moderators cannot pause it unless providerOptions.bbb.allowStartStopRecording is true',
    ),
    'create.muteOnStart': native,
    'create.guestPolicy': native,
    'create.locks.camera': native,
    'create.locks.microphone': native,
    'create.locks.screenShare': unsupported(
      'only presenters share a screen; providerOptions.bbb.disabledFeatures ["screenshare"] takes it from everybody, moderators included',
    ),
    'create.locks.publicChat': native,
    'create.locks.privateChat': native,
    'create.locks.sharedNotes': native,
    'create.locks.userList': native,
    'create.webcamsOnlyForModerator': native,
    'create.logoutUrl': native,
    'create.logoUrl': native,
    'create.bannerText': native,
    'create.metadata': native,
    'create.media.region': noMedia,
    'create.media.video': noMedia,
    'create.media.content': noMedia,
    'create.expireIfNoUserJoinedMinutes': expiry,
    'create.expireWhenLastUserLeftMinutes': expiry,
    join: native,
    'join.role': native,
    'join.name': native,
    'join.avatarUrl': native,
    'join.guest': native,
    'join.authenticated': native,
    'join.device': unsupported('every join is a connection of its own'),
    'join.detectsMissing': unsupported(
      'a link is signed without asking the server; use verify: true to be told that the meeting is gone',
    ),
    'join.url': withNote(
      'open it in a browser within the life of the meeting; it can be used more than once',
    ),
    'join.sdk': unsupported("people join in BigBlueButton's own web page"),
    end: native,
    'end.wait': native,
    info: native,
    'info.running': withNote('stays true up to a minute after the last person left'),
    'info.startedAt': native,
    'info.participantCount': native,
    'info.participants': native,
    'info.recording': withNote('tells whether recording is enabled ("requested"), never whether it runs now'),
    'info.seats': unsupported('counts who is inside: participantCount'),
    check: native,
    listMeetings: by(
      'getMeetings',
      server === 'scalelite'
        ? 'fails as a whole while one of the servers behind Scalelite does; an operator may have switched it off'
        : undefined,
    ),
    'breakoutRooms.create': by(
      'create',
      'looks for the room of that number first; two calls for it at the same moment can make two',
    ),
    'breakoutRooms.list': native,
    addDocuments: by('insertDocument', 'documents by URL must be https'),
    sendMessage: by('sendChatMessage', 'fails with not-found while nobody is inside'),
    removeParticipant: unsupported(noModeration),
    muteParticipants: unsupported(noModeration),
    lock: unsupported(noModeration),
    changeRole: unsupported(noModeration),
    promote: unsupported('everybody in a meeting can be heard'),
    demote: unsupported('everybody in a meeting can be heard'),
    leave: withNote('the server notices by itself; nothing is sent'),
    'transcription.start': unsupported('people switch captions on in the meeting'),
    'transcription.stop': unsupported('people switch captions on in the meeting'),
    ...eventsCapabilities(server, events),
    'recordings.start': unsupported('moderators start and stop the recording in the meeting'),
    'recordings.stop': unsupported('moderators start and stop the recording in the meeting'),
    'recordings.list': native,
    'recordings.get': native,
    'recordings.publish': native,
    'recordings.unpublish': native,
    'recordings.delete': native,
    'recordings.update': native,
    'recordings.captions': by('getRecordingTextTracks'),
    'recordings.putCaptions': by(
      'putRecordingTextTrack',
      'shows after some minutes; the server drops a file that it cannot read without a word',
    ),
    'recordings.deleteCaptions': by('putRecordingTextTrack'),
  }
}
