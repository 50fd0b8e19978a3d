/** The calls of the facade, as errors and reports name them. */
export type Operation =
  | 'createMeeting'
  | 'join'
  | 'end'
  | 'info'
  | 'check'
  | 'listMeetings'
  | 'createBreakoutRoom'
  | 'listBreakoutRooms'
  | 'addDocuments'
  | 'sendMessage'
  | 'removeParticipant'
  | 'muteParticipants'
  | 'lock'
  | 'changeRole'
  | 'promote'
  | 'demote'
  | 'leave'
  | 'sweep'
  | `transcription.${'start' | 'stop'}`
  | `recordings.${'start' | 'stop' | 'list' | 'get' | 'publish' | 'unpublish' | 'delete' | 'update' | 'captions' | 'putCaptions' | 'deleteCaptions'}`
