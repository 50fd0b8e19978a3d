import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { twiceEncoded } from './id-list.js'
import { ownName, queryOf } from './params.js'

interface RecordIds {
  /** Whole ids. The call succeeds if any of them exists. */
  readonly recordID: readonly string[]
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

export interface BbbPublishRecordingsRequest extends RecordIds {
  /** False withholds them. */
  readonly publish: boolean
}

export type BbbDeleteRecordingsRequest = RecordIds

export interface BbbUpdateRecordingsRequest extends RecordIds {
  /** `meta_*`: labels to set; an empty value takes the label away. */
  readonly meta: Readonly<Record<string, string>>
}

/** The three calls that change recordings. They name what they change and nothing else comes back. */
export async function changeRecordings(
  api: BbbApi,
  call: 'publishRecordings' | 'deleteRecordings' | 'updateRecordings',
  request: BbbPublishRecordingsRequest | BbbUpdateRecordingsRequest | BbbDeleteRecordingsRequest,
  options: ProviderCallOptions,
): Promise<void> {
  const query = queryOf({ ...request, recordID: request.recordID.map(twiceEncoded) })
  await api.send({ call, query, options, kind: 'write', fieldOf: ownName })
}
