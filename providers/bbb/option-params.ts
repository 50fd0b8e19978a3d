import { invalidRequest } from '../../src/errors/invalid-request.js'
import type { MeetingError } from '../../src/errors/meeting-error.js'
import { failOnWarnings, unsupported } from '../../src/requests/warnings.js'
import type { MeetingWarning } from '../../src/spec/warning.js'
import type { BbbServer } from './config.js'
import type { BbbCreateOptions, BbbJoinOptions } from './provider-options.js'
import { releaseOf, serverName } from './servers.js'

type OptionName = keyof BbbCreateOptions | keyof BbbJoinOptions

/** The release that each came with, where that is later than 2.2. An older one would ignore it without a word. */
const since: Readonly<Partial<Record<OptionName, number>>> = {
  endWhenNoModeratorDelayInMinutes: 2.3,
  meetingKeepEvents: 2.3,
  meetingLayout: 2.4,
  learningDashboardEnabled: 2.4,
  learningDashboardCleanupDelayInMinutes: 2.4,
  virtualBackgroundsDisabled: 2.4,
  allowModsToEjectCameras: 2.4,
  allowRequestsWithoutSession: 2.4,
  userCameraCap: 2.4,
  meetingCameraCap: 2.4,
  excludeFromDashboard: 2.4,
  disabledFeatures: 2.5,
  groups: 2.5,
  lockSettingsHideViewersCursor: 2.5,
  maxPinnedCameras: 2.5,
  preUploadedPresentationOverrideDefault: 2.5,
  breakoutRoomsCaptureNotes: 2.6,
  breakoutRoomsCaptureNotesFilename: 2.6,
  breakoutRoomsCaptureSlides: 2.6,
  breakoutRoomsCaptureSlidesFilename: 2.6,
  disabledFeaturesExclude: 2.6,
  notifyRecordingIsOn: 2.6,
  presentationUploadExternalDescription: 2.6,
  presentationUploadExternalUrl: 2.6,
  recordFullDurationMedia: 2.6,
  allowPromoteGuestToModerator: 2.7,
  errorRedirectUrl: 2.7,
  lockSettingsHideViewersAnnotation: 2.7,
  preUploadedPresentation: 2.7,
  preUploadedPresentationName: 2.7,
  audioBridge: 3.0,
  bot: 3.0,
  cameraBridge: 3.0,
  clientSettingsOverrideJsonUrl: 3.0,
  darklogo: 3.0,
  enforceLayout: 3.0,
  loginURL: 3.0,
  logoutTimer: 3.0,
  logoutURL: 3.0,
  maxNumPages: 3.0,
  multiUserWhiteboardEnabled: 3.0,
  notifyRecordingAppend: 3.0,
  pluginManifestsFetchUrl: 3.0,
  presentationConversionCacheEnabled: 3.0,
  requireUserConsentBeforeUnmuting: 3.0,
  screenShareBridge: 3.0,
}

const releases: ReadonlyMap<string, number> = new Map(Object.entries(since))

function isTooNew(name: string, server: BbbServer): boolean {
  return (releases.get(name) ?? 0) > releaseOf(server)
}

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
    else if (isTooNew(name, server))
      warnings.push(unsupported(`providerOptions.bbb.${name}`, `${serverName(server)} does not have it`))
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
