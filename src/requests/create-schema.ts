import * as v from 'valibot'
import { lazySchema } from '../config/lazy-schema.js'
import { meetingIdPattern } from '../identity/meeting-id.js'
import { labelsSchema } from './labels-schema.js'
import { flag, integer, matching, multilineText, oneOf, text, webUrl } from './text-rules.js'

const locks = () =>
  v.strictObject({
    camera: v.optional(flag),
    microphone: v.optional(flag),
    screenShare: v.optional(flag),
    publicChat: v.optional(flag),
    privateChat: v.optional(flag),
    sharedNotes: v.optional(flag),
    userList: v.optional(flag),
  })

const media = () =>
  v.strictObject({
    region: v.optional(matching(/^[a-z0-9-]{2,64}$/)),
    video: v.optional(oneOf('off', 'hd', 'full-hd')),
    content: v.optional(oneOf('off', 'full-hd', 'ultra-hd')),
  })

const settings = () => ({
  name: v.optional(text(2, 64)),
  maxParticipants: v.optional(integer(1, 100_000)),
  durationMinutes: v.optional(integer(1, 44_640)),
  welcomeMessage: v.optional(multilineText(0, 2_000)),
  record: v.optional(oneOf('off', 'on-demand', 'automatic')),
  muteOnStart: v.optional(flag),
  guestPolicy: v.optional(oneOf('accept', 'deny', 'ask-moderator', 'ask-unless-authenticated')),
  locks: v.optional(locks()),
  webcamsOnlyForModerator: v.optional(flag),
  logoutUrl: v.optional(webUrl(2_000)),
  logoUrl: v.optional(webUrl(2_000)),
  bannerText: v.optional(text(1, 500)),
  metadata: v.optional(labelsSchema),
  media: v.optional(media()),
  expireIfNoUserJoinedMinutes: v.optional(integer(1, 1_440)),
  expireWhenLastUserLeftMinutes: v.optional(integer(0, 1_440)),
  providerOptions: v.optional(
    v.record(v.string(), v.unknown(), 'must be an object with a member per provider type'),
  ),
})

/** The rules of `createMeeting`'s request. */
export const createSchema: v.GenericSchema = lazySchema(() =>
  v.strictObject({ id: matching(meetingIdPattern), ...settings() }),
)

/** The same without the id: the `create` member of a join. */
export const createSettingsSchema: v.GenericSchema = lazySchema(() => v.strictObject(settings()))
