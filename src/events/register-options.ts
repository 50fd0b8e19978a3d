import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { text } from '../requests/text-rules.js'

/** The rules of the options of `register`. */
export const registerOptionsSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    { tenants: v.optional(v.array(text(1, 128), 'must be a list of tenants')) },
    'must be an object',
  ),
)
