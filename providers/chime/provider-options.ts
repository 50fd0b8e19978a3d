import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { flag, oneOf } from '../../src/requests/text-rules.js'
import { MAX_TAGS, shortText, tagKey, tagValue, targetArn, tenantIds } from './constraints.js'
import { readOwnOptions } from './own-options.js'
import type { ChimeTranscriptionOptions } from './transcription/options.js'
import { mediaNetworkTypes } from './wire-values.js'

declare module 'anymeet' {
  interface ProviderOptions {
    /** What only Chime has. */
    readonly chime?: ChimeCreateOptions
  }
  interface TranscriptionProviderOptions {
    /** What only Chime has. */
    readonly chime?: ChimeTranscriptionOptions
  }
}

/** `providerOptions.chime` of `createMeeting`. Refused with `invalid-request` where a rule below is broken. */
export interface ChimeCreateOptions {
  /**
   * Tags of the meeting in AWS, 50 at most: keys of 1 to 128 ASCII letters, digits and `+,-./:;<=_` that do not begin
   * with `aws:`, values of at most 256. Needs the permission `chime:TagResource`. AWS asks to keep personal data out of tags.
   */
  readonly tags?: Readonly<Record<string, string>>
  /** One to five ids by which you group meetings, 2 to 256 of letters, digits and `-_!@#$`, no character four times in a row. */
  readonly tenantIds?: readonly string[]
  /**
   * Where Chime sends this meeting's events, beside EventBridge, in place of what `events` of the instance says. In the control
   * region; FIFO queues do not work.
   */
  readonly notifications?: {
    readonly snsTopicArn?: string
    readonly sqsQueueArn?: string
    readonly lambdaFunctionArn?: string
  }
  /** 2 to 64 characters. Reserved by AWS; it does nothing yet. */
  readonly meetingHostId?: string
  /** Makes the meeting a replica of this one, by its Chime MeetingId: people in it see and hear the primary one. */
  readonly primaryMeetingId?: string
  /** Lets clients use Chime's echo reduction. Default: false. */
  readonly echoReduction?: boolean
  /** `DualStack` lets clients use IPv6 for media. Default: Chime's, `Ipv4Only`. */
  readonly mediaPlacementNetworkType?: 'Ipv4Only' | 'DualStack'
}

const schema = lazySchema(() =>
  v.strictObject(
    {
      tags: v.optional(
        v.pipe(
          v.record(tagKey, tagValue, 'must be an object of texts'),
          v.check((tags) => Object.keys(tags).length <= MAX_TAGS, `must have at most ${MAX_TAGS} tags`),
        ),
      ),
      tenantIds: v.optional(tenantIds),
      notifications: v.optional(
        v.strictObject(
          {
            snsTopicArn: v.optional(targetArn),
            sqsQueueArn: v.optional(targetArn),
            lambdaFunctionArn: v.optional(targetArn),
          },
          'must be an object',
        ),
      ),
      meetingHostId: v.optional(shortText),
      primaryMeetingId: v.optional(shortText),
      echoReduction: v.optional(flag),
      mediaPlacementNetworkType: v.optional(oneOf(...mediaNetworkTypes)),
    },
    'must be an object',
  ),
)

/** Checks the member `chime` of a request's provider options; empty where there is none. */
export function readCreateOptions(options: object | undefined): ChimeCreateOptions {
  return readOwnOptions(schema, options)
}
