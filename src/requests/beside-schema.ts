import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { flag, integer, text, webUrl } from './text-rules.js'

/** The rules of a breakout room. */
export const breakoutRoomSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    {
      sequence: integer(1, 100),
      name: v.optional(text(2, 64)),
      durationMinutes: v.optional(integer(1, 1_440)),
      freeJoin: v.optional(flag),
      record: v.optional(flag),
    },
    'must be an object',
  ),
)

const documentsRule = 'must be a list of 1 to 50 documents, of which at most one is current'
/** The rules of documents. */
export const documentsSchema: v.GenericSchema = lazySchema(() => {
  const shown = { current: v.optional(flag), downloadable: v.optional(flag), removable: v.optional(flag) }
  const fileName = text(1, 255)
  const bytes = v.pipe(
    v.instance(Uint8Array, 'must be bytes'),
    v.check((value) => value.byteLength > 0, 'must not be empty'),
  )

  const document = v.variant(
    'url',
    [
      v.strictObject({ ...shown, url: webUrl(2_000), name: v.optional(fileName) }),
      v.strictObject({ ...shown, url: v.optional(v.undefined()), content: bytes, name: fileName }),
    ],
    'must have a url, or content and a name',
  )
  return v.pipe(
    v.array(document, documentsRule),
    v.minLength(1, documentsRule),
    v.maxLength(50, documentsRule),
    v.check((documents) => documents.filter(({ current }) => current === true).length <= 1, documentsRule),
  )
})

/** The rules of a chat message. */
export const chatMessageSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject({ text: text(1, 500), from: v.optional(text(1, 255)) }, 'must be an object'),
)
