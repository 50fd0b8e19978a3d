import type { XmlElement } from '../xml/xml-element.js'
import { count, flag, reader, word } from './fields.js'

/** Whose breakout room was recorded. */
export interface BbbRecordingBreakout {
  /** The internal meeting ID of the meeting that it belonged to. */
  readonly parentId: string
  readonly sequence: number
  readonly freeJoin: boolean
}

export const readRecordingBreakout: (element: XmlElement) => BbbRecordingBreakout =
  reader<BbbRecordingBreakout>(
    { parentId: word, sequence: count, freeJoin: flag },
    { parentId: '', sequence: 0, freeJoin: false },
  )
