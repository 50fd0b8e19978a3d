import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { parse } from '../../src/config/parsed.js'
import { invalidRequest } from '../../src/errors/invalid-request.js'

declare module 'anymeet' {
  interface ProviderOptions {
    /** What only Chime has. */
    readonly chime?: ChimeCreateOptions
  }
}

/** `providerOptions.chime` of `createMeeting`. Refused with `invalid-request` where a rule below is broken. */
export interface ChimeCreateOptions {
  /**
   * Tags of the meeting in AWS, 50 at most: keys of 1 to 128 ASCII letters, digits and `+,-./:;<=_`, values of at most 256.
   * Needs the permission `chime:TagResource`. AWS asks to keep personal data out of tags.
   */
  readonly tags?: Readonly<Record<string, string>>
  /** One to five ids by which you group meetings, 2 to 256 of letters, digits and `-_!@#$`, no character four times in a row. */
  readonly tenantIds?: readonly string[]
  /** Where Chime sends this meeting's events, beside EventBridge. In the control region; FIFO queues do not work. */
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

function text(min: number, max: number, rule: string, pattern = /^/): v.GenericSchema<string, string> {
  const fits = (value: string): boolean => value.length >= min && value.length <= max && pattern.test(value)
  return v.pipe(v.string(rule), v.check(fits, rule))
}

// The patterns of the service's model (fact sheet, section 1.2). `+-=` is a range there, too.
const tagKeyRule = 'must have keys of 1 to 128 letters, digits and +,-./:;<=_'
const tagKey = text(1, 128, tagKeyRule, /^[a-zA-Z+-=._:/]+$/)
const tagValueRule = 'must have 0 to 256 letters, digits, spaces and +,-./:;<=@_'
const tagValue = text(0, 256, tagValueRule, /^[\s\w+-=.:/@]*$/)
const shortId = text(2, 64, 'must have 2 to 64 characters')
const arnRule = 'must be an ARN of at most 1,024 characters'
const arn = text(1, 1_024, arnRule, /^arn[/:\-_.a-zA-Z0-9]+$/)
const tenantRule = 'must have 2 to 256 letters, digits and -_!@#$, no character four times in a row'
const tenantId = text(2, 256, tenantRule, /^(?!.*?(.)\1{3})[-_!@#$a-zA-Z0-9]*$/)
const tenantsRule = 'must be a list of 1 to 5 ids'

const schema = lazySchema(() =>
  v.strictObject(
    {
      tags: v.optional(
        v.pipe(
          v.record(tagKey, tagValue, 'must be an object of texts'),
          v.check((tags) => Object.keys(tags).length <= 50, 'must have at most 50 tags'),
        ),
      ),
      tenantIds: v.optional(
        v.pipe(v.array(tenantId, tenantsRule), v.minLength(1, tenantsRule), v.maxLength(5, tenantsRule)),
      ),
      notifications: v.optional(
        v.strictObject(
          { snsTopicArn: v.optional(arn), sqsQueueArn: v.optional(arn), lambdaFunctionArn: v.optional(arn) },
          'must be an object',
        ),
      ),
      meetingHostId: v.optional(shortId),
      primaryMeetingId: v.optional(shortId),
      echoReduction: v.optional(v.boolean('must be true or false')),
      mediaPlacementNetworkType: v.optional(
        v.picklist(['Ipv4Only', 'DualStack'], "must be 'Ipv4Only' or 'DualStack'"),
      ),
    },
    'must be an object',
  ),
)

/** Checks the member `chime` of a request's provider options; empty where there is none. */
export function readCreateOptions(options: object | undefined): ChimeCreateOptions {
  const own: unknown = options !== undefined && 'chime' in options ? options.chime : undefined
  if (own === undefined) return {}
  const parsed = parse(schema, own)
  if (parsed.ok) return parsed.value as ChimeCreateOptions
  throw invalidRequest(
    parsed.problems.map(({ path, rule }) => ({
      path: path === '' ? 'providerOptions.chime' : `providerOptions.chime.${path}`,
      rule,
    })),
  )
}
