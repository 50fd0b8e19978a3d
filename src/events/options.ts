import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { checkRequest } from '../requests/check-request.js'
import { flag, integer } from '../requests/text-rules.js'
import type { EventHandlerOptions } from './event-handler.js'

const DAY_MS = 24 * 60 * 60_000

/** The options with their defaults. */
export type ResolvedHandlerOptions = Required<Omit<EventHandlerOptions, 'onProblem'>> &
  Pick<EventHandlerOptions, 'onProblem'>

const defaults: Required<Omit<EventHandlerOptions, 'onProblem'>> = {
  maxBodyBytes: 1_048_576,
  answerWithinMs: 4_000,
  listenerTimeoutMs: 30_000,
  rememberMs: DAY_MS,
  parkAfterMs: 240_000,
  renewMs: 300_000,
  presence: true,
}

const schema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    {
      maxBodyBytes: v.optional(integer(1_024, 67_108_864)),
      answerWithinMs: v.optional(integer(100, 60_000)),
      listenerTimeoutMs: v.optional(integer(1, 3_600_000)),
      rememberMs: v.optional(integer(60_000, 30 * DAY_MS)),
      parkAfterMs: v.optional(integer(0, DAY_MS)),
      renewMs: v.optional(integer(1_000, DAY_MS)),
      presence: v.optional(flag),
      onProblem: v.optional(v.function('must be a function')),
    },
    'must be an object',
  ),
)

/** Fails with `invalid-request`. A member that is undefined counts as left out. */
export function resolveHandlerOptions(options: EventHandlerOptions): ResolvedHandlerOptions {
  checkRequest(schema, options)
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...defaults, ...Object.fromEntries(given) }
}
