import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { parse } from '../../src/config/parsed.js'
import { invalidRequest } from '../../src/errors/invalid-request.js'
import { flag, integer, matching, multilineText, oneOf, text, webUrl } from '../../src/requests/text-rules.js'
import type { BbbCreateOptions, BbbJoinOptions } from './provider-options.js'

const line = text(1, 2_000)
const url = webUrl(2_000)
const layout = matching(/^[A-Z][A-Z_]{1,63}$/)
const minutes = integer(0, 44_640)
const cap = integer(0, 10_000)
const features = v.pipe(
  v.array(matching(/^[A-Za-z]{1,64}$/), 'must be a list of feature names'),
  v.minLength(1, 'must not be an empty list'),
)
const httpsUrl = v.pipe(
  url,
  v.check((value) => value.startsWith('https:'), 'must be an https URL: the server fetches from no other'),
)
const extra = v.record(
  matching(/^[A-Za-z][\w.-]{0,127}$/),
  multilineText(0, 4_000),
  'must be an object of strings',
)
const group = v.strictObject(
  { id: text(1, 128), name: v.optional(line), roster: v.array(text(1, 128), 'must be a list of ids') },
  'must be an object with id and roster',
)

const createOptions = lazySchema(() =>
  v.pipe(
    v.strictObject(
      {
        moderatorOnlyMessage: v.optional(multilineText(1, 2_000)),
        dialNumber: v.optional(line),
        voiceBridge: v.optional(
          v.pipe(
            matching(/^\d{1,9}$/),
            v.check((pin) => pin !== '99999', 'must not be 99999, which makes a meeting nobody can enter'),
          ),
        ),
        bannerText: v.optional(line),
        bannerColor: v.optional(
          v.pipe(v.string('must be text'), v.regex(/^#[\da-f]{6}$/i, 'must be #RRGGBB')),
        ),
        logo: v.optional(url),
        darklogo: v.optional(url),
        loginURL: v.optional(url),
        meetingLayout: v.optional(layout),
        disabledFeatures: v.optional(features),
        disabledFeaturesExclude: v.optional(features),
        allowStartStopRecording: v.optional(flag),
        notifyRecordingIsOn: v.optional(flag),
        notifyRecordingAppend: v.optional(line),
        recordFullDurationMedia: v.optional(flag),
        meetingKeepEvents: v.optional(flag),
        lockSettingsLockOnJoin: v.optional(flag),
        lockSettingsLockOnJoinConfigurable: v.optional(flag),
        lockSettingsHideViewersCursor: v.optional(flag),
        lockSettingsHideViewersAnnotation: v.optional(flag),
        allowModsToUnmuteUsers: v.optional(flag),
        allowModsToEjectCameras: v.optional(flag),
        allowPromoteGuestToModerator: v.optional(flag),
        endWhenNoModerator: v.optional(flag),
        endWhenNoModeratorDelayInMinutes: v.optional(integer(1, 44_640)),
        allowRequestsWithoutSession: v.optional(flag),
        logoutTimer: v.optional(minutes),
        requireUserConsentBeforeUnmuting: v.optional(flag),
        userCameraCap: v.optional(cap),
        meetingCameraCap: v.optional(cap),
        maxPinnedCameras: v.optional(cap),
        audioBridge: v.optional(oneOf('livekit', 'bbb-webrtc-sfu', 'freeswitch')),
        cameraBridge: v.optional(oneOf('livekit', 'bbb-webrtc-sfu')),
        screenShareBridge: v.optional(oneOf('livekit', 'bbb-webrtc-sfu')),
        learningDashboardEnabled: v.optional(flag),
        learningDashboardCleanupDelayInMinutes: v.optional(minutes),
        virtualBackgroundsDisabled: v.optional(flag),
        isBreakout: v.optional(flag),
        parentMeetingID: v.optional(text(2, 256)),
        sequence: v.optional(integer(1, 1_000)),
        freeJoin: v.optional(flag),
        breakoutRoomsEnabled: v.optional(flag),
        breakoutRoomsPrivateChatEnabled: v.optional(flag),
        breakoutRoomsRecord: v.optional(flag),
        breakoutRoomsCaptureSlides: v.optional(flag),
        breakoutRoomsCaptureSlidesFilename: v.optional(line),
        breakoutRoomsCaptureNotes: v.optional(flag),
        breakoutRoomsCaptureNotesFilename: v.optional(line),
        groups: v.optional(v.array(group, 'must be a list of groups')),
        preUploadedPresentation: v.optional(httpsUrl),
        preUploadedPresentationName: v.optional(line),
        preUploadedPresentationOverrideDefault: v.optional(flag),
        maxNumPages: v.optional(integer(1, 10_000)),
        presentationConversionCacheEnabled: v.optional(flag),
        multiUserWhiteboardEnabled: v.optional(flag),
        presentationUploadExternalUrl: v.optional(url),
        presentationUploadExternalDescription: v.optional(line),
        pluginManifestsFetchUrl: v.optional(url),
        clientSettingsOverrideJsonUrl: v.optional(url),
        meetingEndedURL: v.optional(url),
        meta_endCallbackUrl: v.optional(url),
        'meta_bbb-recording-ready-url': v.optional(url),
        'meta_analytics-callback-url': v.optional(url),
        extra: v.optional(extra),
      },
      'must be an object',
    ),
    v.check(
      (options) =>
        options.isBreakout !== true ||
        (options.parentMeetingID !== undefined && options.sequence !== undefined),
      'needs parentMeetingID and sequence where isBreakout is true',
    ),
  ),
)

const joinOptions = lazySchema(() =>
  v.strictObject(
    {
      // The server makes XML elements of the names, and our readers refuse `__proto__`.
      userdata: v.optional(
        v.record(
          v.pipe(
            matching(/^[A-Za-z_][\w.]{0,127}$/),
            v.check((name) => name !== '__proto__', 'must not be __proto__'),
          ),
          v.union(
            [text(0, 2_000), v.pipe(v.number(), v.finite()), v.boolean()],
            'must be text, a number, true or false, without control characters',
          ),
          'must be an object of texts, numbers and booleans',
        ),
      ),
      excludeFromDashboard: v.optional(flag),
      webcamBackgroundURL: v.optional(url),
      enforceLayout: v.optional(layout),
      bot: v.optional(flag),
      errorRedirectUrl: v.optional(url),
      logoutURL: v.optional(url),
      extra: v.optional(extra),
    },
    'must be an object',
  ),
)

/** Checks `providerOptions.bbb` of a create; what breaks a rule is `invalid-request`, all of it in one error. */
export function checkCreateOptions(options: unknown): BbbCreateOptions {
  check(createOptions, options)
  return options as BbbCreateOptions
}

/** The same for a join. */
export function checkJoinOptions(options: unknown): BbbJoinOptions {
  check(joinOptions, options)
  return options as BbbJoinOptions
}

function check(schema: v.GenericSchema, options: unknown): void {
  const parsed = parse(schema, options)
  if (parsed.ok) return
  throw invalidRequest(
    parsed.problems.map(({ path, rule }) => ({
      path: path === '' ? 'providerOptions.bbb' : `providerOptions.bbb.${path}`,
      rule,
    })),
  )
}
