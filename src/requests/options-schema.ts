import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { flag, integer, text } from './text-rules.js'

const callOptions = () => ({
  signal: v.optional(v.instance(AbortSignal, 'must be an AbortSignal')),
  timeoutMs: v.optional(integer(1, 600_000)),
  tenant: v.optional(text(1, 128)),
  strict: v.optional(flag),
  follow: v.optional(flag),
})

/** The rules of the options that every call takes. */
export const callOptionsSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(callOptions(), 'must be an object'),
)

/** The same for `end`. */
export const endOptionsSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    {
      ...callOptions(),
      follow: v.optional(v.never('is not for end: a stale ref never ends another session')),
      wait: v.optional(flag),
      waitMs: v.optional(integer(1, 600_000)),
    },
    'must be an object',
  ),
)

/** The same for `info`. */
export const infoOptionsSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject({ ...callOptions(), seats: v.optional(flag) }, 'must be an object'),
)

/** The same for `sweep`. */
export const sweepOptionsSchema: v.GenericSchema = lazySchema(() => {
  const { follow: _follow, strict: _strict, ...options } = callOptions()
  return v.strictObject({ ...options, forgetAfterDays: v.optional(integer(0, 3_650)) }, 'must be an object')
})
