import { MeetingError } from '../../../src/errors/meeting-error.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import type { XmlElement } from '../xml/xml-element.js'
import { reader, text, word } from './fields.js'
import { ownName, queryOf } from './params.js'

export type BbbTextTrackKind = 'subtitles' | 'captions'

/** Subtitles or captions of a recording, in one language. */
export interface BbbTextTrack {
  /** Where the file is, for about an hour. */
  readonly href: string
  readonly kind: BbbTextTrackKind | (string & {})
  /** BCP 47: `pt-BR`. */
  readonly lang: string
  readonly label: string
  readonly source: 'live' | 'automatic' | 'upload' | (string & {})
}

const readTrack: (element: XmlElement) => BbbTextTrack = reader<BbbTextTrack>(
  { href: word, kind: word, lang: word, label: text, source: word },
  { href: '', kind: '', lang: '', label: '', source: '' },
)

/** A recording without tracks is refused by the server, and no failure. */
export async function getRecordingTextTracks(
  api: BbbApi,
  recordID: string,
  options: ProviderCallOptions,
): Promise<readonly BbbTextTrack[]> {
  const query = queryOf({ recordID })
  const request = { call: 'getRecordingTextTracks', query, kind: 'read', answer: 'json' } as const
  try {
    const { children } = await api.send({ ...request, options, fieldOf: ownName })
    return children.filter(({ name }) => name === 'tracks').map(readTrack)
  } catch (error) {
    if (MeetingError.is(error) && error.vendorCode === 'noCaptionsFound') return []
    throw error
  }
}
