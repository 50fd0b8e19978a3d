import * as v from 'valibot'
import { lazySchema } from '../../src/config/lazy-schema.js'
import { arnOf } from './events/arn.js'

/**
 * How the events of an instance's meetings come. EventBridge has all of them without being asked; with a queue, a topic or a
 * function here, every meeting is made so that Chime sends its events there, too. Whatever the way, they are handed to
 * `createEventHandler`: posted to its URLs for `sns` and `eventbridge`, or given to `receiveTrusted`, as `consumeQueue` and
 * `lambdaBusHandler` do, for which nothing has to be configured here.
 *
 * Names of participants, which Chime is never told, are added to events out of the store, where `join` leaves them for 25 hours.
 */
export interface ChimeEventsConfig {
  /**
   * A queue of the same control region. Its policy has to let `meetings.chime.amazonaws.com` do `sqs:SendMessage` and
   * `sqs:GetQueueUrl`; without it Chime drops the events silently. No FIFO queue: Chime does not send to them.
   */
  readonly sqsQueueArn?: string
  /**
   * A topic of the same control region, whose policy lets the same principal do `sns:Publish`. Its messages are accepted on the way
   * `sns`. `providerOptions.chime.notifications` of a create is used in place of all three.
   */
  readonly snsTopicArn?: string
  /** A function of the same control region, whose policy lets the same principal do `lambda:InvokeFunction`. */
  readonly lambdaFunctionArn?: string
  /**
   * Further topics of the same region whose messages are accepted on the way `sns`, at most 100: that of an EventBridge rule, or of
   * meetings with notifications of their own. From no other topic, because whoever has an AWS account can have messages signed.
   */
  readonly topicArns?: readonly string[]
  /**
   * What an EventBridge API destination sends in the header `apiKeyHeader`, 16 to 512 characters; of a list of at most 10, while
   * it is rotated, any. Without it the way `eventbridge` is switched off. For a connection of type Basic, name the header
   * `authorization` and give `Basic …` as the key.
   */
  readonly apiKey?: string | readonly string[]
  /** Name of that header. Default: `x-api-key`. */
  readonly apiKeyHeader?: string
  /** Twelve digits: messages about meetings of another AWS account are refused. Default: they are not looked at. */
  readonly account?: string
}

/** The same with its defaults filled in. */
export interface ResolvedChimeEventsConfig {
  readonly sqsQueueArn: string | undefined
  readonly snsTopicArn: string | undefined
  readonly lambdaFunctionArn: string | undefined
  /** All topics whose messages are accepted. */
  readonly topicArns: readonly string[]
  readonly apiKeys: readonly string[]
  /** In lower case. */
  readonly apiKeyHeader: string
  readonly account: string | undefined
}

const MAX_TOPICS = 100
const MAX_KEYS = 10

/** Where an ARN is wrong, that the control region is another one included. */
export interface ArnProblem {
  readonly path: readonly (string | number)[]
  readonly rule: string
}

/** What is wrong about the ARNs of a configuration of this control region. */
export function arnProblems(events: ChimeEventsConfig, region: string): readonly ArnProblem[] {
  const { sqsQueueArn, snsTopicArn, lambdaFunctionArn, topicArns = [] } = events
  const given: readonly (readonly [readonly (string | number)[], string | undefined, Service])[] = [
    [['sqsQueueArn'], sqsQueueArn, 'sqs'],
    [['snsTopicArn'], snsTopicArn, 'sns'],
    [['lambdaFunctionArn'], lambdaFunctionArn, 'lambda'],
    ...topicArns.map((arn, index) => [['topicArns', index], arn, 'sns'] as const),
  ]
  return given.flatMap(([path, arn, service]) => {
    const rule = arn === undefined ? undefined : brokenRule(arn, service, region)
    return rule === undefined ? [] : [{ path, rule }]
  })
}

type Service = 'sqs' | 'sns' | 'lambda'

const kinds: Readonly<Record<Service, string>> = {
  sqs: 'an SQS queue',
  sns: 'an SNS topic',
  lambda: 'a Lambda function',
}

function brokenRule(text: string, service: Service, region: string): string | undefined {
  const arn = arnOf(text)
  if (arn?.service !== service) return `must be the ARN of ${kinds[service]}`
  if (arn.region !== region) return `must be in ${region}, because Chime sends within its control region only`
  // amazon-chime-sdk-js#2384; and a FIFO topic has no subscribers by HTTP.
  return text.endsWith('.fifo') ? 'must not be FIFO, because Chime does not deliver to those' : undefined
}

export const eventsSchema: v.GenericSchema = lazySchema(() => {
  const arn = v.string('must be an ARN')
  const keyRule = 'must be a key of 16 to 512 printable ASCII characters, or a list of 1 to 10 of them'
  const key = v.pipe(v.string(keyRule), v.regex(/^[!-~](?:[ -~]{14,510})[!-~]$/, keyRule))
  const keys = v.pipe(v.array(key, keyRule), v.minLength(1, keyRule), v.maxLength(MAX_KEYS, keyRule))
  const headerRule = 'must be the name of a header'
  const topicsRule = `must be a list of at most ${MAX_TOPICS} ARNs`
  const accountRule = 'must be the twelve digits of an AWS account'
  return v.strictObject(
    {
      sqsQueueArn: v.optional(arn),
      snsTopicArn: v.optional(arn),
      lambdaFunctionArn: v.optional(arn),
      topicArns: v.optional(v.pipe(v.array(arn, topicsRule), v.maxLength(MAX_TOPICS, topicsRule))),
      apiKey: v.optional(v.union([key, keys], keyRule)),
      apiKeyHeader: v.optional(
        v.pipe(v.string(headerRule), v.regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, headerRule)),
      ),
      account: v.optional(v.pipe(v.string(accountRule), v.regex(/^\d{12}$/, accountRule))),
    },
    'must be an object',
  )
})

/** Fills in the defaults. */
export function resolveEvents(events: ChimeEventsConfig = {}): ResolvedChimeEventsConfig {
  const { sqsQueueArn, snsTopicArn, lambdaFunctionArn, topicArns = [], apiKey = [], account } = events
  return {
    sqsQueueArn,
    snsTopicArn,
    lambdaFunctionArn,
    topicArns: [...new Set([...(snsTopicArn === undefined ? [] : [snsTopicArn]), ...topicArns])],
    apiKeys: typeof apiKey === 'string' ? [apiKey] : apiKey,
    apiKeyHeader: (events.apiKeyHeader ?? 'x-api-key').toLowerCase(),
    account,
  }
}
