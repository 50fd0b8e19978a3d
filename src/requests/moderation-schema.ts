import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { participantIdPattern } from '../identity/participant-id.js'
import { flag, matching, oneOf } from './text-rules.js'

/** What a device may be called. */
export const devicePattern: RegExp = /^[A-Za-z0-9_-]{1,32}$/

const idsRule = 'must be a list of 1 to 250 participant ids'

const ids = (): v.GenericSchema =>
  v.pipe(v.array(matching(participantIdPattern), idsRule), v.minLength(1, idsRule), v.maxLength(250, idsRule))

/** The rules of whom to mute. */
export const muteSchema: v.GenericSchema = lazySchema(() =>
  v.pipe(
    v.strictObject(
      { muted: v.optional(flag), only: v.optional(ids()), except: v.optional(ids()) },
      'must be an object',
    ),
    v.forward(
      v.check(
        ({ only, except }) => only === undefined || except === undefined,
        'cannot be given together with only',
      ),
      ['except'],
    ),
  ),
)

/** The rules of what to lock. */
export const lockSchema: v.GenericSchema = lazySchema(() =>
  v.pipe(
    v.strictObject(
      { camera: v.optional(flag), microphone: v.optional(flag), screenShare: v.optional(flag) },
      'must be an object',
    ),
    v.check(
      (locks) => Object.values(locks).some((locked) => locked !== undefined),
      'must name at least one of camera, microphone, screenShare',
    ),
  ),
)

/** The rules of naming one person, and what is to become of them. */
export const participantSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject(
    {
      participantId: matching(participantIdPattern),
      device: v.optional(matching(devicePattern)),
      role: v.optional(oneOf('moderator', 'attendee')),
    },
    'must be an object',
  ),
)
