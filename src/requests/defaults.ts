import type { MeetingSettings } from '../spec/meeting-settings.js'

/** What a setting means when it is left out, where leaving it out means something. Asking for the default asks for nothing. */
export const settingDefaults: MeetingSettings = {
  record: 'off',
  muteOnStart: false,
  guestPolicy: 'accept',
  webcamsOnlyForModerator: false,
  locks: {
    camera: false,
    microphone: false,
    screenShare: false,
    publicChat: false,
    privateChat: false,
    sharedNotes: false,
    userList: false,
  },
}

/** Every setting with a meaning of its own where it is left out, as a meeting with this id is made. */
export function defaultsOf(id: string): MeetingSettings {
  return { ...settingDefaults, name: id, welcomeMessage: '', metadata: {} }
}
