import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { missingField, readFailure } from '../map-error.js'
import { type BbbMeeting, readMeeting } from './meeting.js'
import { ownName, queryOf } from './params.js'
import { readInPieces } from './read-in-pieces.js'

/** Every meeting in the server's memory, one after the other as the answer arrives. */
export function eachMeeting(api: BbbApi, options: ProviderCallOptions): AsyncGenerator<BbbMeeting, unknown> {
  const request = { call: 'getMeetings', query: '', list: 'meetings', item: 'meeting' } as const
  return readInPieces(api, { ...request, read: readMeeting }, options)
}

export async function getMeetingInfo(
  api: BbbApi,
  meetingID: string,
  options: ProviderCallOptions,
): Promise<BbbMeeting> {
  const query = queryOf({ meetingID })
  const call = { call: 'getMeetingInfo', query, kind: 'read', answer: 'list', fieldOf: ownName } as const
  const meeting = readMeeting(await api.send({ ...call, options }))
  if (meeting.internalMeetingID === '') throw readFailure(missingField('getMeetingInfo', 'internalMeetingID'))
  return meeting
}
