import type { BbbJoinOptions } from '../provider-options.js'

/** The parameters of `join`. Those inherited are described at `BbbJoinOptions`. */
export interface BbbJoinRequest extends BbbJoinOptions {
  /** 1 to 255 characters; more than 100 broke the audio of older releases. */
  readonly fullName: string
  readonly meetingID: string
  /** 2.4 and later; wins over the password. */
  readonly role?: 'MODERATOR' | 'VIEWER'
  /**
   * The meeting's attendeePW or moderatorPW. Required up to 2.4, also beside `role`; later it only chooses the
   * role where that is not given.
   */
  readonly password?: string
  /** The `createTime` of a session: the link then opens no other one of the same meetingID. */
  readonly createTime?: Date
  /** What attendees are told apart by in infos and events. At most 50 characters on 3.0: the client hangs with more. */
  readonly userID?: string
  /** At most 500 characters on 3.0. */
  readonly avatarURL?: string
  readonly webVoiceConf?: string
  /** The guest policy applies. Default: false. */
  readonly guest?: boolean
  /** Counts as authenticated under the policy `ALWAYS_ACCEPT_AUTH`. */
  readonly auth?: boolean
  /** 3.0 and later. */
  readonly firstName?: string
  /** 3.0 and later. */
  readonly lastName?: string
  /** The internal id of somebody who is inside, to come in once more as the same person. 3.0 and later. */
  readonly existingUserID?: string
  /** The session that this one takes the place of. 3.0 and later. */
  readonly replaceSessionToken?: string
  /** 3.0 and later. */
  readonly sessionName?: string
  /** Up to 2.7; since 3.0 `userdata.bbb_default_layout`. */
  readonly defaultLayout?: string
}
