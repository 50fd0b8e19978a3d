/**
 * Whether a provider can do one thing: `native` by the vendor's own means, `emulated` by other means (`note` names the
 * difference), or `unsupported`: the field is left out with a warning, the operation fails with code `unsupported`.
 */
export interface Capability {
  readonly support: 'native' | 'emulated' | 'unsupported'
  /** Largest number that the vendor takes. A larger one is cut to it, with a `not-applied` warning. */
  readonly limit?: number
  readonly note?: string
}

/** Everything that a provider can be asked to do, leaf by leaf. */
export type CapabilityKey =
  | 'create'
  | `create.${
      | 'name'
      | 'maxParticipants'
      | 'durationMinutes'
      | 'welcomeMessage'
      | 'record.on-demand'
      | 'record.automatic'
      | 'muteOnStart'
      | 'guestPolicy'
      | 'webcamsOnlyForModerator'
      | 'logoutUrl'
      | 'logoUrl'
      | 'bannerText'
      | 'metadata'
      | 'media.region'
      | 'media.video'
      | 'media.content'
      | 'expireIfNoUserJoinedMinutes'
      | 'expireWhenLastUserLeftMinutes'}`
  | `create.locks.${'camera' | 'microphone' | 'screenShare' | 'publicChat' | 'privateChat' | 'sharedNotes' | 'userList'}`
  | 'join'
  | `join.${'role' | 'name' | 'avatarUrl' | 'guest' | 'authenticated' | 'device' | 'detectsMissing' | 'url' | 'sdk'}`
  | 'end'
  | 'end.wait'
  | 'info'
  | `info.${'running' | 'startedAt' | 'participantCount' | 'participants' | 'recording' | 'seats'}`
  | 'check'
  | 'listMeetings'
  | 'breakoutRooms.create'
  | 'breakoutRooms.list'
  | 'addDocuments'
  | 'sendMessage'
  | 'removeParticipant'
  | 'muteParticipants'
  | 'lock'
  | 'changeRole'
  | 'promote'
  | 'demote'
  | 'leave'
  | `transcription.${'start' | 'stop'}`
  | `events.meeting.${'created' | 'started' | 'ended'}`
  | `events.participant.${'joined' | 'left'}`
  | `events.participant.updated.${'camera' | 'microphone' | 'muted' | 'screenShare' | 'presenter' | 'raisedHand'}`
  | `events.recording.${'started' | 'stopped' | 'ready' | 'published' | 'unpublished' | 'deleted' | 'failed'}`
  | `events.transcription.${'started' | 'stopped' | 'interrupted' | 'resumed' | 'failed'}`
  | 'events.chat.message'
  | `recordings.${'start' | 'stop' | 'list' | 'get' | 'publish' | 'unpublish' | 'delete' | 'update' | 'captions' | 'putCaptions' | 'deleteCaptions'}`

/**
 * What a provider says of itself. A missing key means `unsupported`, so that a provider written elsewhere does not
 * break when this list grows.
 */
export type ProviderCapabilities = Readonly<Partial<Record<CapabilityKey, Capability>>>

/** The same with every key answered: the type by which the providers of this package declare theirs. */
export type CompleteCapabilities = Readonly<Record<CapabilityKey, Capability>>
