import * as v from 'valibot'
import { lazySchema } from '../../../../src/config/lazy-schema.js'
import { parse } from '../../../../src/config/parsed.js'
import { invalidRequest } from '../../../../src/errors/invalid-request.js'
import { type Clock, systemClock } from '../../../../src/ports/clock.js'
import { integer } from '../../../../src/requests/text-rules.js'
import type { ChimeCredentials, ChimeCredentialsProvider } from '../../client.js'
import { endpointRule, isEndpoint } from '../../endpoint.js'
import type { EventOwner } from '../event-receiver.js'
import type { QueueClient } from './queue-client.js'
import type { QueueProblem } from './queue-problem.js'

export interface ConsumeQueueOptions extends EventOwner {
  /** `https://sqs.us-east-1.amazonaws.com/111122223333/chime-events`. A standard queue: Chime does not send to FIFO queues. */
  readonly queueUrl: string
  /** A ready `SQSClient`, which is never destroyed. Excludes `region`, `endpoint` and `credentials`. */
  readonly client?: QueueClient
  /** Default: the one in `queueUrl`, else what the AWS packages find. */
  readonly region?: string
  /** Another address than AWS's own, for example of a simulator. */
  readonly endpoint?: string
  /** Default: what the AWS packages find. */
  readonly credentials?: ChimeCredentials | ChimeCredentialsProvider
  /** How long SQS waits for messages before it answers that there are none, 1 to 20. Default: 20. */
  readonly waitSeconds?: number
  /**
   * For how long SQS hides a message from others, 10 to 43,200. It is prolonged while a message is being handled, so this is how
   * long one waits whose consumer died. Default: 60.
   */
  readonly visibilitySeconds?: number
  /** Most messages that are asked for at once, 1 to 10. Default: 10. */
  readonly batch?: number
  /** Most messages that are handled at once, 1 to 1,000. Default: 10. */
  readonly concurrency?: number
  /** Default: the machine's. */
  readonly clock?: Clock
  /** Told of what went wrong. Nothing of it ends the consumer. */
  readonly onProblem?: (problem: QueueProblem) => void
}

/** The same with its defaults filled in. */
export interface QueueSettings {
  readonly queueUrl: string
  readonly from: EventOwner
  readonly waitSeconds: number
  readonly visibilitySeconds: number
  readonly batch: number
  readonly concurrency: number
  readonly clock: Clock
  readonly tell: (problem: QueueProblem) => void
}

const schema = lazySchema(() => {
  const isFunction = (value: unknown): boolean => typeof value === 'function'
  const hasMethods = (value: unknown, ...names: string[]): boolean =>
    typeof value === 'object' &&
    value !== null &&
    names.every((name) => isFunction((value as Readonly<Record<string, unknown>>)[name]))
  const name = v.pipe(v.string('must be a string'), v.nonEmpty('must not be empty'))
  const queueRule = 'must be the http(s) URL of a standard queue'
  return v.pipe(
    v.strictObject(
      {
        queueUrl: v.pipe(
          v.string(queueRule),
          v.check((url) => /^https?:\/\/[^\s/]+\/\S+$/.test(url) && !url.endsWith('.fifo'), queueRule),
        ),
        provider: name,
        tenant: v.optional(name),
        client: v.optional(
          v.custom<QueueClient>((value) => hasMethods(value, 'send'), 'must be an SQSClient'),
        ),
        region: v.optional(name),
        endpoint: v.optional(v.pipe(v.string(endpointRule), v.check(isEndpoint, endpointRule))),
        credentials: v.optional(
          v.custom<object>(
            (value) => isFunction(value) || (typeof value === 'object' && value !== null),
            'must be AWS keys, or an AWS credential provider function',
          ),
        ),
        waitSeconds: v.optional(integer(1, 20)),
        visibilitySeconds: v.optional(integer(10, 43_200)),
        batch: v.optional(integer(1, 10)),
        concurrency: v.optional(integer(1, 1_000)),
        clock: v.optional(v.custom<Clock>((value) => hasMethods(value, 'now', 'after'), 'must be a clock')),
        onProblem: v.optional(
          v.custom<NonNullable<ConsumeQueueOptions['onProblem']>>(isFunction, 'must be a function'),
        ),
      },
      'must be an object',
    ),
    v.check(
      ({ client, region, endpoint, credentials }) =>
        client === undefined || [region, endpoint, credentials].every((option) => option === undefined),
      'cannot have client together with region, endpoint or credentials, which are of the client',
    ),
  )
})

/** Fails with `invalid-request`, naming every option that is wrong. */
export function queueSettings(options: ConsumeQueueOptions): QueueSettings {
  const parsed = parse(schema, options)
  if (!parsed.ok) throw invalidRequest(parsed.problems)
  const { queueUrl, provider, tenant, onProblem } = options
  return {
    queueUrl,
    from: { provider, ...(tenant !== undefined && { tenant }) },
    waitSeconds: options.waitSeconds ?? 20,
    visibilitySeconds: options.visibilitySeconds ?? 60,
    batch: options.batch ?? 10,
    concurrency: options.concurrency ?? 10,
    clock: options.clock ?? systemClock,
    tell(problem) {
      // Whoever is told must not end what goes on, neither by throwing nor by a promise that nobody handles.
      const tell = async (): Promise<void> => onProblem?.(problem)
      tell().catch(() => undefined)
    },
  }
}
