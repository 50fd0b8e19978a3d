import { invalidRequest } from '../../src/errors/invalid-request.js'
import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { MeetingDocument } from '../../src/spec/meeting-document.js'
import type { ProviderMeeting } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import type { BbbDocument } from './client/document.js'
import { insertDocument } from './client/insert-document.js'
import { askSession, meetingIdOf, sessionNotFound } from './session.js'

/** Asks first whether the session lives: the server would put the documents into a newer one too. */
export async function addDocuments(
  { api }: BbbContext,
  meeting: ProviderMeeting,
  documents: readonly MeetingDocument[],
  options: ProviderCallOptions,
): Promise<void> {
  const inserted = documents.map(documentOf)
  const session = await askSession(api, meeting, options)
  if (session.state !== 'live') throw sessionNotFound(session.state)
  await insertDocument(api, { meetingID: meetingIdOf(meeting), documents: inserted }, options)
}

function documentOf(document: MeetingDocument, index: number): BbbDocument {
  const { name, ...rest } = document
  if ('content' in document) return { ...rest, content: document.content, filename: document.name }
  if (!document.url.startsWith('https:'))
    throw invalidRequest([
      { path: `documents.${index}.url`, rule: 'must be an https URL: BigBlueButton fetches from no other' },
    ])
  return { ...rest, url: document.url, ...(name !== undefined && { filename: name }) }
}
