import { invalidRequest } from '../../../src/errors/invalid-request.js'
import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import type { BbbDocument } from './document.js'
import { modulesBody } from './modules-xml.js'
import { ownName, queryOf } from './params.js'

export interface BbbInsertDocumentRequest {
  readonly meetingID: string
  /** 1 or more. They come on top of those that are there. */
  readonly documents: readonly BbbDocument[]
}

/** Answers without a messageKey, whether it took the documents or knows no such meeting. */
export async function insertDocument(
  api: BbbApi,
  { meetingID, documents }: BbbInsertDocumentRequest,
  options: ProviderCallOptions,
): Promise<void> {
  const body = modulesBody({ documents })
  if (body === undefined)
    throw invalidRequest([{ path: 'documents', rule: 'must be a list of at least one document' }])
  const query = queryOf({ meetingID })
  await api.send({ call: 'insertDocument', query, options, kind: 'once', body, fieldOf: ownName })
}
