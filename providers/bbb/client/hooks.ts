import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { missingField } from '../map-error.js'
import { childOf, type XmlElement } from '../xml/xml-element.js'
import { field, flag, listOf, reader, text, word } from './fields.js'
import { ownName, queryOf } from './params.js'

export interface BbbCreateHookRequest {
  /** Called for every event. The same URL again finds the hook and changes nothing of it, its filter included. */
  readonly callbackURL: string
  /**
   * Only events of this meeting, which need not exist yet. The hook outlives it, and serves later meetings of
   * the same id. Default: of every meeting.
   */
  readonly meetingID?: string
  /** Only these events, for example `meeting-ended`. Default: all. 2.5 and later. */
  readonly eventID?: readonly string[]
  /** The raw messages of the server instead of events. Default: false. */
  readonly getRaw?: boolean
  /** Parameters that are newer than this list, passed on as they are. */
  readonly extra?: Readonly<Record<string, string>>
}

export interface BbbCreateHookResponse {
  /** A number up to 2.7, a UUID since: text in both cases. */
  readonly hookID: string
  /** The URL was registered already. */
  readonly duplicate: boolean
}

/** A registered callback. */
export interface BbbHook {
  readonly hookID: string
  readonly callbackURL: string
  /** Absent: it hears of every meeting. */
  readonly meetingID?: string
  /** Absent: every event. In lower case. */
  readonly eventID?: readonly string[]
  /** Set by the server's own configuration: cannot be destroyed. */
  readonly permanentHook: boolean
  readonly rawData: boolean
}

const readHook: (element: XmlElement) => BbbHook = reader<BbbHook>(
  {
    hookID: word,
    callbackURL: text,
    meetingID: word,
    eventID: (element) => word(element)?.split(','),
    permanentHook: flag,
    rawData: flag,
  },
  { hookID: '', callbackURL: '', permanentHook: false, rawData: false },
)

export async function createHook(
  api: BbbApi,
  request: BbbCreateHookRequest,
  options: ProviderCallOptions,
): Promise<BbbCreateHookResponse> {
  const query = queryOf(request)
  const answer = await api.send({ call: 'hooks/create', query, options, kind: 'write', fieldOf: ownName })
  const hookID = field(answer, 'hookID', word)
  if (hookID === undefined) throw missingField('hooks/create', 'hookID')
  return { hookID, duplicate: field(answer, 'messageKey', word) === 'duplicateWarning' }
}

export async function listHooks(
  api: BbbApi,
  request: { readonly meetingID?: string },
  options: ProviderCallOptions,
): Promise<readonly BbbHook[]> {
  const query = queryOf(request)
  const call = { call: 'hooks/list', query, kind: 'read', answer: 'list', fieldOf: ownName } as const
  const hooks = childOf(await api.send({ ...call, options }), 'hooks')
  return (hooks && listOf('hook', readHook)(hooks)) ?? []
}

export async function destroyHook(api: BbbApi, hookID: string, options: ProviderCallOptions): Promise<void> {
  const query = queryOf({ hookID })
  await api.send({ call: 'hooks/destroy', query, options, kind: 'write', fieldOf: ownName })
}
