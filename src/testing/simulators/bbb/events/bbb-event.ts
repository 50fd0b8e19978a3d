/** The events that a server tells of, by its own names (fact sheet section 5.4); others may be made up. */
export type BbbEventName =
  | 'meeting-created'
  | 'meeting-ended'
  | 'meeting-recording-started'
  | 'meeting-recording-stopped'
  | 'meeting-recording-changed'
  | 'meeting-screenshare-started'
  | 'meeting-screenshare-stopped'
  | 'meeting-presentation-changed'
  | 'user-joined'
  | 'user-left'
  | 'user-audio-voice-enabled'
  | 'user-audio-voice-disabled'
  | 'user-audio-muted'
  | 'user-audio-unmuted'
  | 'user-cam-broadcast-start'
  | 'user-cam-broadcast-end'
  | 'user-presenter-assigned'
  | 'user-presenter-unassigned'
  | 'user-emoji-changed'
  | 'user-raise-hand-changed'
  | 'chat-group-message-sent'
  | 'rap-archive-started'
  | 'rap-archive-ended'
  | 'rap-sanity-started'
  | 'rap-sanity-ended'
  | 'rap-process-started'
  | 'rap-process-ended'
  | 'rap-publish-started'
  | 'rap-publish-ended'
  | 'rap-published'
  | 'rap-unpublished'
  | 'rap-deleted'
  | (string & {})

/** An event as a hook gets it, one of the elements of the array in the form field `event`. */
export interface BbbEvent {
  readonly data: {
    readonly type: 'event'
    readonly id: BbbEventName
    /** `meeting`, `user`, `chat-message`, `record-id` and so on, in the server's own spelling. */
    readonly attributes: Readonly<Record<string, unknown>>
    /** Milliseconds since the epoch; of the steps of a recording's processing seconds. */
    readonly event: { readonly ts: number }
  }
}
