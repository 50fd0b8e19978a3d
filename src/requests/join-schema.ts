import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { participantIdPattern } from '../identity/participant-id.js'
import { createSettingsSchema } from './create-schema.js'
import { devicePattern } from './moderation-schema.js'
import { flag, matching, oneOf, text, webUrl } from './text-rules.js'

/** The rules of `join`'s request. */
export const joinSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject({
    participant: v.strictObject({
      id: v.optional(matching(participantIdPattern)),
      name: text(1, 255),
      avatarUrl: v.optional(webUrl(500)),
      guest: v.optional(flag),
      authenticated: v.optional(flag),
    }),
    role: v.optional(oneOf('moderator', 'attendee')),
    device: v.optional(matching(devicePattern)),
    create: v.optional(createSettingsSchema),
    verify: v.optional(flag),
    joinVia: v.optional(oneOf('page', 'vendor')),
    providerOptions: v.optional(
      v.record(v.string(), v.unknown(), 'must be an object with a member per provider type'),
    ),
  }),
)
