import type { MeetingParticipant } from '../../src/spec/participant.js'
import { keep, type XmlElement } from './xml/xml-element.js'

/** One `attendee` of an answer. Undefined for an entry without a user ID, which nothing could refer to. */
export function participantOf(attendee: XmlElement): MeetingParticipant | undefined {
  let id = ''
  let name = ''
  let role = ''
  let presenter = false
  let listenOnly = false
  let voice = false
  let camera = false
  for (const { name: field, text } of attendee.children) {
    if (field === 'userID') id = text.trim()
    else if (field === 'fullName') name = text
    else if (field === 'role') role = text
    else if (field === 'isPresenter') presenter = text === 'true'
    else if (field === 'isListeningOnly') listenOnly = text === 'true'
    else if (field === 'hasJoinedVoice') voice = text === 'true'
    else if (field === 'hasVideo') camera = text === 'true'
  }
  if (id === '') return undefined
  return {
    id: keep(id),
    ...(name !== '' && { name: keep(name) }),
    role: role === 'MODERATOR' ? 'moderator' : 'attendee',
    presenter,
    microphone: voice && !listenOnly,
    camera,
  }
}
