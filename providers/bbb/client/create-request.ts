import type { BbbCreateOptions } from '../provider-options.js'
import type { BbbDocument } from './document.js'

/**
 * The parameters of `create`. What is left out is the server's setting. Those inherited are described at
 * `BbbCreateOptions`; a client sends each as it is, also to a server that is too old for it and ignores it.
 */
export interface BbbCreateRequest extends BbbCreateOptions {
  /** 2 to 256 characters (64 is what 2.4 promises). Required since 2.4. */
  readonly name: string
  /**
   * 2 to 256 characters, no comma; 100 at most is safer on 3.0. Not hex digits only: the server would take it
   * for the beginning of another meeting's internal id.
   */
  readonly meetingID: string
  /**
   * 2 to 64 characters. Deprecated since 2.5, and still what makes a `create` repeatable: with both passwords
   * equal it finds the meeting (`duplicateWarning`), with another one it fails with `idNotUnique`; without any,
   * servers before 2.6 invent new ones each time.
   */
  readonly attendeePW?: string
  readonly moderatorPW?: string
  /**
   * Shown in the public chat. Limited HTML; `%%CONFNAME%%`, `%%DIALNUM%%` and `%%CONFNUM%%` are replaced; line
   * breaks become `<br>`. All parameters together have about 8 kB.
   */
  readonly welcome?: string
  /** 0: no limit, the default. */
  readonly maxParticipants?: number
  /** Where people are sent who leave. */
  readonly logoutURL?: string
  /** Enables recording; `autoStartRecording` or the button starts it. Default: false. */
  readonly record?: boolean
  /** Default: false. */
  readonly autoStartRecording?: boolean
  /** Minutes, after which the meeting is ended by force. 0: never, the default. */
  readonly duration?: number
  /** Default: false. */
  readonly webcamsOnlyForModerator?: boolean
  /** Default: false. */
  readonly muteOnStart?: boolean
  /**
   * Who is let in of those that join with `guest: true`. Default: `ALWAYS_ACCEPT`. The server takes an unknown
   * word for deny.
   */
  readonly guestPolicy?: 'ALWAYS_ACCEPT' | 'ALWAYS_DENY' | 'ASK_MODERATOR' | 'ALWAYS_ACCEPT_AUTH'
  readonly lockSettingsDisableCam?: boolean
  readonly lockSettingsDisableMic?: boolean
  readonly lockSettingsDisablePrivateChat?: boolean
  readonly lockSettingsDisablePublicChat?: boolean
  /** The name up to 2.4; 3.0 still reads it. */
  readonly lockSettingsDisableNote?: boolean
  /** 2.5 and later. */
  readonly lockSettingsDisableNotes?: boolean
  readonly lockSettingsHideUserList?: boolean
  /** 4.0. */
  readonly lockSettingsPresenterPolicy?: 'moderatorOnly' | 'requireApproval' | 'freeForAll'
  /** Minutes until a meeting goes that nobody joined. Default: 5. 2.5 and later. */
  readonly meetingExpireIfNoUserJoinedInMinutes?: number
  /** Minutes until a meeting goes that everybody left. 0: never. Default: 1. 2.5 and later. */
  readonly meetingExpireWhenLastUserLeftInMinutes?: number
  /** The name of `meetingKeepEvents` up to 2.2. */
  readonly keepEvents?: boolean
  /** 3.0 and later. */
  readonly pluginManifests?: readonly Readonly<Record<string, unknown>>[]
  /** `plugin_*`: settings of plugins. 3.0 and later. */
  readonly plugin?: Readonly<Record<string, string>>
  /** 4.0. */
  readonly sharedNotesEditor?: 'blockNote' | 'etherpad'
  /** 4.0. */
  readonly sharedNotesInitialContentJsonUrl?: string
  /** 4.0. */
  readonly sharedNotesInitialContentMarkdown?: string
  /** 4.0. */
  readonly sharedNotesInitialContentMarkdownUrl?: string
  /**
   * `meta_*`: labels, which infos and recordings have again. Names are of letters, digits and hyphens and start
   * with a letter; infos tell them in lower case.
   */
  readonly meta?: Readonly<Record<string, string>>
  /**
   * Slides to start with. The call becomes a POST and waits for the download; a `create` that finds the meeting
   * ignores them. Bytes count a third more in the body, of which proxies usually take 2 MB.
   */
  readonly documents?: readonly BbbDocument[]
  /**
   * Settings of the web client for this meeting, sent in the body. Ignored unless the server's
   * `allowOverrideClientSettingsOnCreateCall` is on. 3.0 and later.
   */
  readonly clientSettingsOverride?: Readonly<Record<string, unknown>>
}
