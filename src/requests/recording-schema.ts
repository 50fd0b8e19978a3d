import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { meetingIdPattern } from '../identity/meeting-id.js'
import { labelsSchema } from './labels-schema.js'
import { integer, matching, oneOf, text } from './text-rules.js'

const idsRule = 'must be a list of 1 to 100 meeting ids'
const contentRule = 'must be text or bytes, 1 byte to 1 MiB'
const MEBIBYTE = 1_048_576

const query = () => ({
  meetingIds: v.optional(
    v.pipe(v.array(matching(meetingIdPattern), idsRule), v.minLength(1, idsRule), v.maxLength(100, idsRule)),
  ),
  states: v.optional(
    v.pipe(
      v.array(
        oneOf('processing', 'published', 'unpublished', 'deleted', 'failed'),
        'must be a list of states',
      ),
      v.minLength(1, 'must name at least one state'),
    ),
  ),
  metadata: v.optional(labelsSchema),
  provider: v.optional(text(1, 32)),
})

/** The rules of a query for recordings. */
export const recordingQuerySchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(query(), 'must be an object'),
)

/** The same for one page. */
export const recordingPageSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    { ...query(), limit: v.optional(integer(1, 100)), cursor: v.optional(text(1, 1_024)) },
    'must be an object',
  ),
)

/** The rules of changes to a recording. */
export const recordingChangesSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject({ metadata: labelsSchema }, 'must be an object'),
)

const key = () => ({
  kind: oneOf('subtitles', 'captions'),
  language: matching(/^[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*$/),
})

/** The rules of naming a caption track. */
export const captionsKeySchema: v.GenericSchema = lazySchema(() => v.strictObject(key(), 'must be an object'))

/** The rules of a caption upload. */
export const captionsUploadSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    {
      ...key(),
      label: text(1, 100),
      content: v.pipe(
        v.union([v.string(), v.instance(Uint8Array)], contentRule),
        v.check((value) => {
          const size = typeof value === 'string' ? Buffer.byteLength(value) : value.byteLength
          return size > 0 && size <= MEBIBYTE
        }, contentRule),
      ),
      fileName: v.optional(matching(/^[^/\\\p{Cc}"]{1,100}$/u)),
    },
    'must be an object',
  ),
)
