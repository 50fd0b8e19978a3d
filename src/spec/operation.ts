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
  | `recordings.${'list' | 'get' | 'publish' | 'unpublish' | 'delete' | 'update' | 'captions' | 'putCaptions' | 'deleteCaptions'}`
