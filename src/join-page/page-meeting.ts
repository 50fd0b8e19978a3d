import type { DirectoryKey } from '../directory/meeting-record.js'
import { isSupported } from '../provider-for.js'
import type { MeetingSettings } from '../spec/meeting-settings.js'
import type { ParticipantRole } from '../spec/participant.js'
import type { MeetingProvider } from '../spec/provider.js'
import type { PageLocks, PageMeeting, PagePermissions } from './page-api.js'

/** What the page shows of a meeting. `settings` are undefined where there is no record of it. */
export function pageMeeting({ id }: DirectoryKey, settings: MeetingSettings | undefined): PageMeeting {
  const { name = id, welcomeMessage = '', muteOnStart = false, media = {} } = settings ?? {}
  const { logoutUrl, logoUrl, bannerText } = settings ?? {}
  return {
    id,
    title: name,
    ...(welcomeMessage !== '' && { welcomeMessage }),
    ...(logoutUrl !== undefined && { logoutUrl }),
    ...(logoUrl !== undefined && { logoUrl }),
    ...(bannerText !== undefined && { bannerText }),
    muteOnStart,
    noCamera: media.video === 'off',
    noScreenShare: media.content === 'off',
    locks: pageLocks(settings),
  }
}

/** Without a record everything is locked, as `join` has it. */
export function pageLocks(settings: MeetingSettings | undefined): PageLocks {
  if (settings === undefined) return { camera: true, microphone: true, screenShare: true }
  const { camera = false, microphone = false, screenShare = false } = settings.locks ?? {}
  return { camera, microphone, screenShare }
}

/** What somebody may do to others. */
export function permissionsOf(
  provider: MeetingProvider,
  role: ParticipantRole,
  settings: MeetingSettings = {},
): PagePermissions {
  const moderates = role === 'moderator'
  return {
    endForAll: moderates && isSupported(provider, 'end'),
    muteAll: moderates && isSupported(provider, 'muteParticipants'),
    remove: moderates && isSupported(provider, 'removeParticipant'),
    lock: moderates && isSupported(provider, 'lock'),
    record:
      moderates &&
      isSupported(provider, 'recordings.start') &&
      isSupported(provider, 'recordings.stop') &&
      (settings.record ?? 'off') !== 'off',
    admit: moderates,
  }
}
