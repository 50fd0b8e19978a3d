import type { XmlElement } from '../xml/xml-element.js'
import { count, flag, reader, word } from './fields.js'

/** What a breakout room says of itself, in the old and in the new shape of answers. */
export interface BbbMeetingBreakout {
  /** The internal meeting ID of the meeting that it belongs to. */
  readonly parentMeetingID: string
  /** Which of the meeting's rooms, from 1. */
  readonly sequence: number
  /** People choose it themselves. */
  readonly freeJoin: boolean
}

export const readMeetingBreakout: (element: XmlElement) => BbbMeetingBreakout = reader<BbbMeetingBreakout>(
  { parentMeetingID: word, sequence: count, freeJoin: flag },
  { parentMeetingID: '', sequence: 0, freeJoin: false },
)
