/**
 * What the page and its server say to each other. Types only: this file is read by the server's and by the page's build.
 *
 * The page is served at `<base>/`, so its own requests are relative: `api/redeem`. All are POSTs of JSON with
 * `content-type: application/json` (the beacon: a Blob of that type), at most 64 KiB. Every answer is JSON with a `state`, whatever
 * the HTTP status, which is 200 but for refusals: 403, for `bad-request` 400 (403 where another site asks), `rate-limited` 429,
 * `unavailable` 503. An answer that is no such JSON (a proxy's) counts as `unavailable`.
 *
 *     api/redeem  RedeemRequest -> EnterAnswer | AgainAnswer   opens a link; safe to repeat, which takes the same seat
 *     api/resume  PassRequest   -> EnterAnswer | AgainAnswer   the same by a pass: how somebody who waits asks again
 *     api/status  StatusRequest -> StatusAnswer                who is here; asked every `pollMs`
 *     api/act     ActRequest    -> ActAnswer                   what moderators do
 *     api/leave   PassRequest   -> 204                         the page is closed (`navigator.sendBeacon`)
 */

export type PageRole = 'moderator' | 'attendee'

/**
 * `token`: what stands behind the `#` of the link. A page that is loaded again redeems again, and gets the same seat; where the link
 * has `expired` meanwhile it resumes, if it has kept a pass.
 */
export interface RedeemRequest {
  readonly token: string
}

/** `pass`: of the latest answer that had one. The page may keep it in `sessionStorage`, nowhere else. */
export interface PassRequest {
  readonly pass: string
}

/**
 * The link is for one use, and the browser has shown no cookie yet; it got one with this answer. The page repeats the same request at
 * once, and once only: a browser that is told so again keeps no cookies, and for the person the link is as good as `used`.
 */
export interface AgainAnswer {
  readonly state: 'again'
}

/** What becomes of somebody who comes. */
export type EnterAnswer = JoinedAnswer | RedirectAnswer | WaitingAnswer | RefusedAnswer

export interface JoinedAnswer {
  readonly state: 'joined'
  readonly pass: string
  readonly session: PageSession
  readonly me: PagePerson
  readonly meeting: PageMeeting
  readonly can: PagePermissions
}

/** The vendor has a page of its own: go there (`location.replace`). */
interface RedirectAnswer {
  readonly state: 'redirect'
  readonly url: string
}

/** A moderator has to admit the person first: ask `api/resume` with this pass again after `pollMs`. */
export interface WaitingAnswer {
  readonly state: 'waiting'
  readonly pass: string
  readonly pollMs: number
  readonly meeting: PageMeeting
}

export interface RefusedAnswer {
  readonly state: 'refused'
  readonly reason: RefusalReason
  /** With `rate-limited`, `unavailable` and `not-started`: when to ask again. */
  readonly retryAfterMs?: number
  /** Where the meeting wants people to go who leave, as far as it is known. */
  readonly logoutUrl?: string
}

/**
 * - `expired`: the link (or pass) is too old.
 * - `not-genuine`: it was not signed here, or is damaged, or there is none.
 * - `used`: a link for one use was opened in another browser, or this one keeps no cookies.
 * - `ended`: the meeting is over.
 * - `not-started`: there is no such meeting yet; ask again after `retryAfterMs`.
 * - `full`: no seat is free.
 * - `denied`: guests are not let in, or a moderator refused or removed the person, or an action is not for this role.
 * - `rate-limited`: too many tries; ask again after `retryAfterMs`.
 * - `unavailable`: the vendor or a server did not do it; ask again after `retryAfterMs`. Without that it would not help.
 * - `bad-request`: the page said something that is wrong.
 */
export type RefusalReason =
  | 'expired'
  | 'not-genuine'
  | 'used'
  | 'ended'
  | 'not-started'
  | 'full'
  | 'denied'
  | 'rate-limited'
  | 'unavailable'
  | 'bad-request'

/** For `new MeetingSessionConfiguration(session.Meeting, session.Attendee)` of amazon-chime-sdk-js. */
export interface PageSession {
  readonly Meeting: Readonly<Record<string, unknown>>
  readonly Attendee: {
    readonly AttendeeId: string
    readonly ExternalUserId: string
    readonly JoinToken: string
  } & Readonly<Record<string, unknown>>
}

export interface PageMeeting {
  readonly id: string
  /** Title: the meeting's, else its id. */
  readonly title: string
  readonly welcomeMessage?: string
  /** Where to go after leaving: an http(s) URL. Without it the page shows that one has left, and a way back. */
  readonly logoutUrl?: string
  /** Instead of the page's own (`PageSettings`). */
  readonly logoUrl?: string
  readonly bannerText?: string
  /** Come in with the microphone muted. */
  readonly muteOnStart: boolean
  /** The camera, or the screen share, is off for everybody (`media.video: 'off'`, `media.content: 'off'`). */
  readonly noCamera: boolean
  readonly noScreenShare: boolean
  readonly locks: PageLocks
}

/** What attendees may not use. Moderators keep it. */
export interface PageLocks {
  readonly camera: boolean
  readonly microphone: boolean
  readonly screenShare: boolean
}

/** What this person may do to others. All false for attendees; what the vendor cannot do is false for moderators, too. */
export interface PagePermissions {
  readonly endForAll: boolean
  readonly muteAll: boolean
  readonly remove: boolean
  readonly lock: boolean
  readonly record: boolean
  /** Admit and refuse those who wait. */
  readonly admit: boolean
}

/** A seat: somebody with two devices has two. People stay in the list after they have left: the client library knows who is inside. */
export interface PagePerson {
  /** The client library's `externalUserId` of this seat. Of shared content it is the sharer's, its attendee id ends with `#content`. */
  readonly seat: string
  /** What actions name. The same on all devices of a person. */
  readonly participantId: string
  readonly name: string
  readonly role: PageRole
  /** A picture for those whose camera is off. */
  readonly avatarUrl?: string
  /** A moderator has taken the microphone, until it is given back: switching it on would do nothing. */
  readonly muted: boolean
}

export interface WaitingPerson {
  readonly participantId: string
  readonly name: string
  /** Milliseconds since the epoch. */
  readonly since: number
}

/** `since`: the `revision` of the latest answer; where nothing has changed the answer is short. */
export interface StatusRequest extends PassRequest {
  readonly since?: string
}

export type StatusAnswer = HereAnswer | UnchangedAnswer | RefusedAnswer

export interface HereAnswer {
  readonly state: 'here'
  readonly revision: string
  /** When to ask again. Sooner where somebody is inside whose seat is not in `people`. */
  readonly pollMs: number
  readonly people: readonly PagePerson[]
  /** Empty for attendees. */
  readonly waiting: readonly WaitingPerson[]
  readonly recording: 'off' | 'running'
  readonly locks: PageLocks
}

interface UnchangedAnswer {
  readonly state: 'unchanged'
  readonly pollMs: number
}

export type ActRequest = PassRequest & PageAction

export type PageAction =
  /** Takes the microphones of all who are no moderators, or gives them back; with a participant: of that one. */
  | { readonly action: 'mute' | 'unmute'; readonly participantId?: string }
  | { readonly action: 'remove' | 'admit' | 'refuse'; readonly participantId: string }
  /** What is not named stays as it is; one at least. */
  | { readonly action: 'lock'; readonly locks: Partial<PageLocks> }
  | { readonly action: 'end' | 'start-recording' | 'stop-recording' }

/** `done`: so by this action, or before it. Others see it with their next `api/status`. */
export type ActAnswer = { readonly state: 'done' } | RefusedAnswer

/** What the page is told before anybody is known, as JSON in the content of `<meta name="anymeet">`. */
export interface PageSettings {
  /** Name of the service, shown before the meeting's title is known. */
  readonly title: string
  /** Language that is asked for; absent: the best of the browser's. */
  readonly lang?: string
  readonly logoUrl?: string
  readonly bannerText?: string
}

/**
 * What the page's build writes as `manifest.json` into `join-page-assets/`, beside the files. Names are `<name>-<hash>.<ext>`, the hash
 * 8 to 64 characters of `[a-zA-Z0-9]` over the content. A file may have its packed form beside it: `<file>.br`.
 * The HTML is the server's: an empty `<div id="app">`, the style, and the script with `defer`.
 */
export interface PageManifest {
  /** The one script of the page, a classic one (IIFE). */
  readonly script: string
  readonly style: string
  /** Shown in the tab. */
  readonly icon?: string
  /** All files that are served, with their media types, `script` and `style` among them. */
  readonly files: Readonly<Record<string, string>>
}
