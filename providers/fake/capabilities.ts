import type { Capability, CompleteCapabilities } from '../../src/spec/capabilities.js'
import type { FakePreset } from './config.js'

const native: Capability = { support: 'native' }
const no: Capability = { support: 'unsupported' }

const linkLike: CompleteCapabilities = {
  create: native,
  'create.name': native,
  'create.maxParticipants': native,
  'create.durationMinutes': native,
  'create.welcomeMessage': native,
  'create.record.on-demand': native,
  'create.record.automatic': native,
  'create.muteOnStart': native,
  'create.guestPolicy': native,
  'create.locks.camera': native,
  'create.locks.microphone': native,
  'create.locks.screenShare': native,
  'create.locks.publicChat': native,
  'create.locks.privateChat': native,
  'create.locks.sharedNotes': native,
  'create.locks.userList': native,
  'create.webcamsOnlyForModerator': native,
  'create.logoutUrl': native,
  'create.metadata': native,
  'create.media.region': no,
  'create.media.video': no,
  'create.media.content': no,
  'create.expireIfNoUserJoinedMinutes': native,
  'create.expireWhenLastUserLeftMinutes': native,
  join: native,
  'join.role': native,
  'join.name': native,
  'join.avatarUrl': native,
  'join.guest': native,
  'join.authenticated': native,
  'join.device': no,
  'join.detectsMissing': { support: 'unsupported', note: 'a link to a dead meeting can be made' },
  'join.url': native,
  'join.sdk': no,
  end: native,
  'end.wait': native,
  info: native,
  'info.running': native,
  'info.startedAt': native,
  'info.participantCount': native,
  'info.participants': native,
  'info.recording': native,
  check: native,
}

const sdkLike: CompleteCapabilities = {
  ...linkLike,
  'create.name': { support: 'emulated', note: 'kept by the record' },
  'create.maxParticipants': { support: 'native', limit: 250 },
  'create.welcomeMessage': no,
  'create.record.on-demand': no,
  'create.record.automatic': no,
  'create.muteOnStart': no,
  'create.guestPolicy': no,
  'create.locks.publicChat': no,
  'create.locks.privateChat': no,
  'create.locks.sharedNotes': no,
  'create.locks.userList': no,
  'create.webcamsOnlyForModerator': no,
  'create.logoutUrl': no,
  'create.media.region': native,
  'create.media.video': native,
  'create.media.content': native,
  'join.avatarUrl': no,
  'join.guest': no,
  'join.authenticated': no,
  'join.detectsMissing': native,
  'join.url': no,
  'join.sdk': native,
  'info.running': no,
  'info.startedAt': no,
  'info.participantCount': no,
  'info.participants': no,
  'info.recording': no,
}

const limited: CompleteCapabilities = {
  ...linkLike,
  'create.maxParticipants': { support: 'native', limit: 10, note: 'ten seats' },
  'create.record.on-demand': no,
  'create.record.automatic': no,
  'create.locks.microphone': no,
  'create.locks.userList': no,
  'create.metadata': no,
  'join.role': { support: 'unsupported', note: 'everybody is equal' },
  'join.avatarUrl': no,
  'info.participants': no,
}

/** What a preset declares, and keeps to. */
export function fakeCapabilities(preset: FakePreset): CompleteCapabilities {
  if (preset === 'sdk-like') return sdkLike
  return preset === 'limited' ? limited : linkLike
}
