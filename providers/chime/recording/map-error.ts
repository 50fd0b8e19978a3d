import type { MeetingErrorCode, MeetingErrorEffect } from '../../../src/errors/codes.js'
import type { MeetingError } from '../../../src/errors/meeting-error.js'
import { mapChimeError } from '../map-error.js'
import { lacking, missingPermissionOf } from '../missing-permission.js'
import type { BucketOperation, MediaOperation } from './wire.js'

/** Whatever can fail; an address to read an object is signed here, and read by others. */
export type RecordingOperation = MediaOperation | BucketOperation | 'GetObject'

const reads: ReadonlySet<RecordingOperation> = new Set<RecordingOperation>([
  'GetMediaCapturePipeline',
  'GetMediaPipeline',
  'ListObjectsV2',
  'GetObject',
])

interface BucketRule {
  readonly code: MeetingErrorCode
  readonly effect: MeetingErrorEffect
  readonly retryable: boolean
  /** What to do about it. */
  readonly advice?: string
}

const misconfigured = (advice: string): BucketRule => ({
  code: 'not-configured',
  effect: 'none',
  retryable: false,
  advice,
})
const elsewhere = misconfigured('recording.bucket names a bucket of another region than that of the media')

/** Names that only S3 has; the others are those of all AWS services. */
const bucketRules: ReadonlyMap<string, BucketRule> = new Map([
  ['NoSuchBucket', misconfigured('recording.bucket names a bucket that does not exist')],
  ['PermanentRedirect', elsewhere],
  ['AuthorizationHeaderMalformed', elsewhere],
  ['IllegalLocationConstraintException', elsewhere],
  ['NoSuchKey', { code: 'not-found', effect: 'none', retryable: false }],
  ['AllAccessDisabled', { code: 'forbidden', effect: 'none', retryable: false }],
  ['InvalidAccessKeyId', { code: 'unauthenticated', effect: 'none', retryable: false }],
  ['InvalidToken', { code: 'unauthenticated', effect: 'none', retryable: false }],
  ['SlowDown', { code: 'rate-limited', effect: 'none', retryable: true }],
  ['InternalError', { code: 'unavailable', effect: 'unknown', retryable: true }],
])

/** Where AWS names no permission, it is this one that is missing. */
const permissions: ReadonlyMap<RecordingOperation, string> = new Map([
  ['ListObjectsV2', 's3:ListBucket'],
  ['DeleteObjects', 's3:DeleteObject'],
])

const bucketPolicy =
  'the credentials need s3:GetBucketPolicy, and the policy of the bucket has to let mediapipelines.chime.amazonaws.com ' +
  'use s3:PutObject, s3:PutObjectAcl, s3:GetObject and s3:ListBucket'

/** Turns what an AWS client threw into a `MeetingError`, by its name. Of the AWS error nothing stays but name, text and stack. */
export function mapRecordingError(error: unknown, operation: RecordingOperation, now: number): MeetingError {
  const mapped = mapChimeError(error, operation, now)
  const rule = bucketRules.get(mapped.vendorCode ?? '')
  const { code = mapped.code, retryable = mapped.retryable } = rule ?? {}
  const effect = reads.has(operation) ? 'none' : (rule?.effect ?? mapped.effect)
  const advice = code === 'forbidden' ? adviceOf(mapped, operation) : rule?.advice
  const message = advice === undefined ? mapped.message : `${mapped.message}; ${advice}`
  return mapped.with({ code, retryable, effect, message })
}

function adviceOf(denied: MeetingError, operation: RecordingOperation): string | undefined {
  if (missingPermissionOf(denied) !== undefined) return undefined
  if (operation.startsWith('Create')) return bucketPolicy
  const action = permissions.get(operation)
  return action === undefined ? undefined : lacking({ action, explicitly: false })
}
