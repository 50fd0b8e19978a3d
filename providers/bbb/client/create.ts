import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { missingField } from '../map-error.js'
import type { XmlElement } from '../xml/xml-element.js'
import type { BbbCreateRequest } from './create-request.js'
import { count, date, flag, reader, text, word } from './fields.js'
import { modulesBody } from './modules-xml.js'
import { ownName, queryOf } from './params.js'
import type { BbbResponse } from './response.js'

/** The meeting that `create` made, or found. */
export interface BbbCreateResponse extends BbbResponse {
  /** As it was given; of a breakout room the server's own choice. */
  readonly meetingID: string
  /** Which session: `sha1(meetingID)-createTime`. Its recording has the same id. */
  readonly internalMeetingID: string
  /** `bbb-none`, or the internal id of a breakout room's parent. */
  readonly parentMeetingID?: string
  readonly attendeePW?: string
  readonly moderatorPW?: string
  /** Give it to `join` to let nobody into a later session of the same meetingID. */
  readonly createTime: Date
  /** The same as the server's Java writes it, in the server's time zone. For display only. */
  readonly createDate?: string
  /** Digits, leading zeros included. */
  readonly voiceBridge: string
  readonly dialNumber?: string
  readonly hasUserJoined: boolean
  /** Minutes, 0 for no limit. */
  readonly duration: number
  readonly hasBeenForciblyEnded: boolean
  /** The meeting was there already; nothing of it was changed, whatever the request said. */
  readonly duplicate: boolean
}

const readCreated: (element: XmlElement) => BbbCreateResponse = reader<BbbCreateResponse>(
  {
    meetingID: text,
    internalMeetingID: word,
    parentMeetingID: word,
    attendeePW: text,
    moderatorPW: text,
    createTime: date,
    createDate: word,
    voiceBridge: word,
    dialNumber: word,
    hasUserJoined: flag,
    duration: count,
    hasBeenForciblyEnded: flag,
    duplicate: () => undefined,
    messageKey: word,
    message: word,
  },
  {
    meetingID: '',
    internalMeetingID: '',
    createTime: new Date(0),
    voiceBridge: '',
    hasUserJoined: false,
    duration: 0,
    hasBeenForciblyEnded: false,
    duplicate: false,
  },
)

export async function create(
  api: BbbApi,
  { documents, clientSettingsOverride, ...params }: BbbCreateRequest,
  options: ProviderCallOptions,
): Promise<BbbCreateResponse> {
  const body = modulesBody({ documents, clientSettingsOverride })
  const query = queryOf(params)
  const answer = await api.send({ call: 'create', query, options, kind: 'write', body, fieldOf: ownName })
  const created = readCreated(answer)
  if (created.internalMeetingID === '') throw missingField('create', 'internalMeetingID')
  if (created.createTime.getTime() === 0) throw missingField('create', 'createTime')
  return created.messageKey === 'duplicateWarning' ? { ...created, duplicate: true } : created
}
