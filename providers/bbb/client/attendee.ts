import type { XmlElement } from '../xml/xml-element.js'
import { flag, reader, record, text, word } from './fields.js'

/** Somebody in a meeting. `getMeetings` also lists those who dropped out within the last minute. */
export interface BbbAttendee {
  /** The id that `join` was given; the server's own `w_…` where it was given none. */
  readonly userID: string
  readonly fullName: string
  readonly role: 'MODERATOR' | 'VIEWER' | (string & {})
  readonly isPresenter: boolean
  /** Hears without a microphone. */
  readonly isListeningOnly: boolean
  /** Has a microphone connected, muted or not. */
  readonly hasJoinedVoice: boolean
  readonly hasVideo: boolean
  /** `HTML5`, `DIAL-IN` … */
  readonly clientType?: string
  /** `userdata-*` of the join, names in lower case on most releases. Empty where there was none. */
  readonly customdata: Readonly<Record<string, string>>
}

export const readAttendee: (element: XmlElement) => BbbAttendee = reader<BbbAttendee>(
  {
    userID: word,
    fullName: text,
    role: word,
    isPresenter: flag,
    isListeningOnly: flag,
    hasJoinedVoice: flag,
    hasVideo: flag,
    clientType: word,
    customdata: record,
  },
  {
    userID: '',
    fullName: '',
    role: 'VIEWER',
    isPresenter: false,
    isListeningOnly: false,
    hasJoinedVoice: false,
    hasVideo: false,
    customdata: {},
  },
)
