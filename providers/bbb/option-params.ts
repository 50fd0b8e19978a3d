import { invalidRequest } from '../../src/errors/invalid-request.js'
import type { MeetingError } from '../../src/errors/meeting-error.js'
import { failOnWarnings, unsupported } from '../../src/requests/warnings.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import type { BbbServer } from './config.js'
import type { BbbCreateOptions, BbbJoinOptions } from './provider-options.js'

type OptionName = keyof BbbCreateOptions | keyof BbbJoinOptions

/** What a server of 2.4 does not have. It would ignore it without a word. */
const since25: ReadonlySet<string> = new Set<OptionName>([
  'darklogo',
  'loginURL',
  'disabledFeatures',
  'disabledFeaturesExclude',
  'notifyRecordingIsOn',
  'notifyRecordingAppend',
  'recordFullDurationMedia',
  'lockSettingsHideViewersCursor',
  'lockSettingsHideViewersAnnotation',
  'allowPromoteGuestToModerator',
  'logoutTimer',
  'requireUserConsentBeforeUnmuting',
  'maxPinnedCameras',
  'audioBridge',
  'cameraBridge',
  'screenShareBridge',
  'breakoutRoomsCaptureSlides',
  'breakoutRoomsCaptureSlidesFilename',
  'breakoutRoomsCaptureNotes',
  'breakoutRoomsCaptureNotesFilename',
  'groups',
  'preUploadedPresentation',
  'preUploadedPresentationName',
  'preUploadedPresentationOverrideDefault',
  'maxNumPages',
  'presentationConversionCacheEnabled',
  'multiUserWhiteboardEnabled',
  'presentationUploadExternalUrl',
  'presentationUploadExternalDescription',
  'pluginManifestsFetchUrl',
  'clientSettingsOverrideJsonUrl',
  'enforceLayout',
  'bot',
  'errorRedirectUrl',
  'logoutURL',
])

/** Parameters that decide which meeting and who: only this library sets them. */
const ours: ReadonlySet<string> = new Set([
  'checksum',
  'name',
  'meetingID',
  'attendeePW',
  'moderatorPW',
  'welcome',
  'maxParticipants',
  'duration',
  'record',
  'autoStartRecording',
  'muteOnStart',
  'guestPolicy',
  'webcamsOnlyForModerator',
  'logoutURL',
  'fullName',
  'role',
  'password',
  'createTime',
  'userID',
  'avatarURL',
  'guest',
  'auth',
  'redirect',
])

export interface OptionParams {
  readonly params: readonly (readonly [name: string, value: string])[]
  readonly warnings: readonly MeetingWarning[]
}

/**
 * Turns checked vendor options into query parameters. What the server is too old for is left out with a
 * warning, or fails with `unsupported` in strict mode; a member of `extra` that is not its to set is
 * `invalid-request`.
 */
export function optionParams(
  options: BbbCreateOptions | BbbJoinOptions,
  server: BbbServer,
  strict: boolean,
): OptionParams {
  const params: [string, string][] = []
  const warnings: MeetingWarning[] = []
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    if (name === 'extra') params.push(...extraParams(value))
    else if (name === 'userdata') params.push(...userdataParams(value))
    else if (server === 'bbb-2.4' && since25.has(name))
      warnings.push(unsupported(`providerOptions.bbb.${name}`, 'BigBlueButton 2.4 does not have it'))
    else params.push([name, paramText(name, value)])
  }
  const twice = params.filter(([name], at) => params.findIndex(([other]) => other === name) !== at)
  if (twice.length > 0) throw alreadySet(twice.map(([name]) => name))
  if (strict) failOnWarnings(warnings, 'unsupported')
  return { params, warnings }
}

function extraParams(extra: Readonly<Record<string, string>>): [string, string][] {
  const entries = Object.entries(extra)
  const taken = entries.filter(([name]) => ours.has(name))
  if (taken.length > 0) throw alreadySet(taken.map(([name]) => name))
  return entries
}

/** A parameter may be set in one place only; free ones give way. */
export function alreadySet(names: readonly string[]): MeetingError {
  return invalidRequest(
    names.map((name) => ({
      path: `providerOptions.bbb.extra.${name}`,
      rule: 'is set by another field or by this library',
    })),
  )
}

function userdataParams(userdata: NonNullable<BbbJoinOptions['userdata']>): [string, string][] {
  return Object.entries(userdata).map(([name, value]) => [`userdata-${name}`, String(value)])
}

function paramText(name: string, value: unknown): string {
  if (name === 'groups') return JSON.stringify(value)
  if (name === 'moderatorOnlyMessage') return withLineBreaks(String(value))
  return String(value)
}

/** BigBlueButton strips control characters and reads limited HTML, so a line break has to be an element. */
export function withLineBreaks(text: string): string {
  return text.replace(/\r\n?|\n/g, '<br>').replace(/\t/g, ' ')
}
