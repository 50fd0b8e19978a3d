import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { text } from './text-rules.js'

/** The rules of labels: the metadata of a meeting or a recording. */
// Not valibot's record: that leaves out keys such as "constructor", and what is left out is not checked.
export const labelsSchema: v.GenericSchema<object> = lazySchema(() => {
  const labelValue = text(0, 1_024)
  return v.pipe(
    v.custom<object>(
      (value) => Object.prototype.toString.call(value) === '[object Object]',
      'must be an object of strings',
    ),
    v.check((value) => {
      const keys = Object.keys(value)
      return keys.length <= 50 && keys.every((key) => /^[a-z][a-z0-9-]{0,63}$/.test(key))
    }, 'must have keys like [a-z][a-z0-9-]* of at most 64 characters, 50 at most'),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return
      const input = dataset.value
      for (const [key, value] of Object.entries(input))
        for (const { message } of v.safeParse(labelValue, value).issues ?? [])
          addIssue({ message, path: [{ type: 'object', origin: 'value', input: { ...input }, key, value }] })
    }),
  )
})
