import type { MeetingLocks, MeetingSettings } from '../../src/spec/meeting-settings.js'
import type { ProviderCreateRequest } from '../../src/spec/provider.js'
import type { BbbServer } from './config.js'
import { alreadySet, withLineBreaks } from './option-params.js'
import type { DerivePassword } from './passwords.js'
import { releaseOf } from './servers.js'
import { toVendorMeetingId } from './vendor-id.js'

const guestPolicies: Readonly<Record<NonNullable<MeetingSettings['guestPolicy']>, string>> = {
  accept: 'ALWAYS_ACCEPT',
  deny: 'ALWAYS_DENY',
  'ask-moderator': 'ASK_MODERATOR',
  'ask-unless-authenticated': 'ALWAYS_ACCEPT_AUTH',
}

/**
 * Parameter names of the locks. There is none for screen share: the disabled feature of that name hits
 * moderators too.
 */
function lockParams(server: BbbServer): readonly (readonly [keyof MeetingLocks, string])[] {
  return [
    ['camera', 'lockSettingsDisableCam'],
    ['microphone', 'lockSettingsDisableMic'],
    ['publicChat', 'lockSettingsDisablePublicChat'],
    ['privateChat', 'lockSettingsDisablePrivateChat'],
    // Renamed in 2.5.
    ['sharedNotes', releaseOf(server) < 2.5 ? 'lockSettingsDisableNote' : 'lockSettingsDisableNotes'],
    ['userList', 'lockSettingsHideUserList'],
  ]
}

/**
 * The parameters of `create` that stand for the neutral fields. Where leaving a field out means something
 * (not recorded, nothing locked, guests let in), that is said too, because an administrator can change what
 * the server would take for granted.
 */
export function createParams(
  request: ProviderCreateRequest,
  server: BbbServer,
  password: DerivePassword,
): Map<string, string> {
  const params = new Map<string, string>([
    ['name', request.name ?? request.id],
    ['meetingID', toVendorMeetingId(request.key)],
    // Both, always: they decide whether a repeated create finds the meeting. Fact sheet section 4.
    ['attendeePW', password('attendee', request.key)],
    ['moderatorPW', password('moderator', request.key)],
  ])
  const set = (name: string, value: string | number | boolean | undefined): void => {
    if (value !== undefined) params.set(name, String(value))
  }
  if (request.welcomeMessage !== undefined && request.welcomeMessage !== '')
    set('welcome', withLineBreaks(request.welcomeMessage))
  set('maxParticipants', request.maxParticipants)
  set('duration', request.durationMinutes)
  setRecording(params, request.record ?? 'off')
  set('muteOnStart', request.muteOnStart ?? false)
  set('guestPolicy', guestPolicies[request.guestPolicy ?? 'accept'])
  set('webcamsOnlyForModerator', request.webcamsOnlyForModerator ?? false)
  for (const [lock, name] of lockParams(server)) set(name, request.locks?.[lock] ?? false)
  set('logoutURL', request.logoutUrl)
  set('logo', request.logoUrl)
  set('bannerText', request.bannerText)
  set('meetingExpireIfNoUserJoinedInMinutes', request.expireIfNoUserJoinedMinutes)
  set('meetingExpireWhenLastUserLeftInMinutes', request.expireWhenLastUserLeftMinutes)
  for (const [key, value] of Object.entries(request.metadata ?? {})) set(`meta_${key}`, value)
  return params
}

function setRecording(params: Map<string, string>, record: NonNullable<MeetingSettings['record']>): void {
  params.set('record', String(record !== 'off'))
  if (record === 'off') return
  params.set('autoStartRecording', String(record === 'automatic'))
  // Automatic is the whole meeting: nobody may pause it, unless the vendor options say so.
  params.set('allowStartStopRecording', String(record === 'on-demand'))
}

/**
 * Adds the vendor's own parameters. `allowStartStopRecording` overrules what `record` says; nothing else
 * overrules a neutral field.
 */
export function addOptionParams(
  params: Map<string, string>,
  options: readonly (readonly [string, string])[],
): void {
  const taken = options.filter(([name]) => params.has(name) && name !== 'allowStartStopRecording')
  if (taken.length > 0) throw alreadySet(taken.map(([name]) => name))
  for (const [name, value] of options) params.set(name, value)
}
