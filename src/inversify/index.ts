export { type MeetingIdentifiers, meetingIdentifiers } from './identifiers.js'
export { type BindOptions, meetingBindings } from './meeting-bindings.js'
