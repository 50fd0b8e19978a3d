import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { matching } from './text-rules.js'

const languagesRule = 'must be a list of 2 to 10 languages'
const language = (): v.GenericSchema => matching(/^[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*$/)

/** The rules of a transcription. */
export const transcriptionSchema: v.GenericSchema = lazySchema(() =>
  v.pipe(
    v.strictObject(
      {
        language: v.optional(language()),
        languages: v.optional(
          v.pipe(
            v.array(language(), languagesRule),
            v.minLength(2, languagesRule),
            v.maxLength(10, languagesRule),
          ),
        ),
        providerOptions: v.optional(
          v.record(v.string(), v.unknown(), 'must be an object with a member per provider type'),
        ),
      },
      'must be an object',
    ),
    v.forward(
      v.check(
        (request) => request.language === undefined || request.languages === undefined,
        'cannot be given together with language',
      ),
      ['languages'],
    ),
  ),
)
