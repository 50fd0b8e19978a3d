import type { MeetingErrorCode, MeetingErrorEffect } from '../../src/errors/codes.js'

/** What a FAILED answer's `messageKey` means for the caller. */
export interface KeyMeaning {
  readonly code: MeetingErrorCode
  /** What an administrator or developer should know beyond the server's own words. */
  readonly hint?: string
  /**
   * `unknown` for keys by which a load balancer says that it does not know what became of the call. Default:
   * `none`.
   */
  readonly effect?: MeetingErrorEffect
  /** Where it differs from the code's default. */
  readonly retryable?: boolean
}

const invalid: KeyMeaning = { code: 'invalid-request' }
const missing: KeyMeaning = { code: 'not-found' }
const forbidden: KeyMeaning = { code: 'forbidden' }
const credentials: KeyMeaning = { code: 'unauthenticated' }
const full: KeyMeaning = { code: 'capacity' }
const taken: KeyMeaning = { code: 'conflict' }
const fault: KeyMeaning = { code: 'unavailable' }
const lost: KeyMeaning = { code: 'unavailable', effect: 'unknown' }
const lacking: KeyMeaning = {
  code: 'unsupported',
  hint: 'this server or load balancer does not offer the call',
}
/** Keys of successes: a FAILED answer that bears one contradicts itself. */
const contradiction: KeyMeaning = { code: 'invalid-response' }

const otherPasswords =
  'a meeting of this id runs with other passwords: another program made it, or passwordSeed (or the secret that it defaults to) has changed since'

/**
 * Every key of BigBlueButton, bbb-webhooks, Scalelite and b3scale that is known. Fact sheet section 3.4.
 *
 * @internal Exported for its tests.
 */
export const messageKeys: Readonly<Record<string, KeyMeaning>> = {
  checksumError: {
    code: 'unauthenticated',
    hint: "check that the secret is this server's, that it accepts the checksum algorithm, and that no proxy rewrites the URL",
  },
  apiNotEnabled: { code: 'unavailable', retryable: false, hint: 'the API is switched off on the server' },
  unsupportedContentType: invalid,
  validationError: invalid,
  sizeError: invalid,
  emptyError: invalid,
  nullError: invalid,
  missingParamMeetingID: invalid,
  missingParamFullName: invalid,
  missingParamRecordID: invalid,
  missingParamPublish: invalid,
  missingParamName: invalid,
  fullNameTooLong: invalid,
  invalidFormat: invalid,
  invalidMeetingId: missing,
  // Of join and end on 2.4 and older, where an unknown meeting answers this too; of create see below.
  invalidPassword: { code: 'forbidden', hint: otherPasswords },
  'Params required': invalid,
  idNotUnique: { code: 'conflict', hint: otherPasswords },
  nonUniqueVoiceBridge: { code: 'conflict', hint: 'another meeting has this voiceBridge' },
  duplicateWarning: taken,
  parentMeetingIDMissing: invalid,
  parentMeetingDoesNotExist: missing,
  fileNameError: invalid,
  malformedXml: invalid,
  noConfigFound: invalid,
  notFound: missing,
  meetingNotFound: missing,
  invalidMeetingIdentifier: missing,
  // Ended moments ago, or unknown: the server's first violation is this one in both cases. Fact sheet section
  // 3.3.
  meetingForciblyEnded: missing,
  mismatchCreateTimeParam: { code: 'not-found', hint: 'the meeting was made anew since' },
  maxParticipantsReached: full,
  guestDeniedAccess: forbidden,
  guestDeny: forbidden,
  missingToken: credentials,
  missingSession: credentials,
  successfullyJoined: contradiction,
  sentEndMeetingRequest: contradiction,
  noMeetings: missing,
  noSessions: missing,
  noRecordings: missing,
  noCaptionsFound: missing,
  paramError: invalid,
  missingParameter: invalid,
  invalidKind: invalid,
  invalidLang: invalid,
  empty_uploaded_text_track: invalid,
  upload_text_track_success: contradiction,
  upload_text_track_failed: fault,
  createHookError: fault,
  destroyHookError: fault,
  listHookError: fault,
  destroyMissingHook: missing,
  missingParamCallbackURL: invalid,
  missingParamHookID: invalid,
  unknownError: lost,
  createFailed: fault,
  presentationDisabled: fault,
  internalError: lost,
  unsupportedRequest: lacking,
  serverTagUnavailable: { code: 'capacity', hint: 'no server of the load balancer has the wanted tag' },
  missingParameters: invalid,
  b3scale_server_error: lost,
  b3scaleGatewayError: lost,
  notImplemented: lacking,
  attendeesLimitReached: full,
  invalidRecordingIdentifier: missing,
}

/** Where a key means something else in one call. */
const inCall: Readonly<Record<string, Readonly<Record<string, KeyMeaning>>>> = {
  create: { invalidPassword: invalid },
}

/** The meaning of a key in a call. An unknown key is a fault of the server; a FAILED without key likewise. */
export function meaningOf(key: string | undefined, call: string): KeyMeaning {
  if (key === undefined) return fault
  const special = inCall[call]
  if (special !== undefined && Object.hasOwn(special, key)) return special[key] ?? fault
  return Object.hasOwn(messageKeys, key) ? (messageKeys[key] ?? fault) : fault
}
