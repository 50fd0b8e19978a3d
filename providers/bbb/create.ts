import type { ProviderCallOptions } from '../../src/spec/call-options.js'
import type { ProviderCreateRequest, ProviderCreateResult } from '../../src/spec/provider.js'
import type { BbbContext } from './bbb-context.js'
import { addOptionParams, createParams } from './create-params.js'
import { encodeQuery } from './encode.js'
import { addCallbacks } from './events/create-callbacks.js'
import { hookMeeting } from './events/meeting-hook.js'
import { missingField } from './map-error.js'
import { optionParams } from './option-params.js'
import { checkCreateOptions } from './option-rules.js'
import { providerDataOf } from './provider-data.js'
import { type FieldOf, neutralField } from './query-limit.js'
import { textOf } from './xml/xml-element.js'

/**
 * `create` with every parameter in the query. BigBlueButton itself finds the meeting that runs already,
 * because id and both passwords are the same each time; a repetition of our own that was lost on the way back
 * is found the same way.
 */
export async function createMeeting(
  context: BbbContext,
  request: ProviderCreateRequest,
  options: ProviderCallOptions,
): Promise<ProviderCreateResult> {
  const { api, server, password, roomProof, events } = context
  const own = optionParams(checkCreateOptions(request.providerOptions?.bbb ?? {}), server, options.strict)
  const params = createParams(request, server, password)
  addOptionParams(params, own.params)
  const { urls } = events
  const addedField =
    urls === undefined ? neutralField : addCallbacks(params, request, { ...events, urls }, server)
  // Some parameters have a neutral field and can be an option as well.
  const given = new Set(own.params.map(([name]) => name))
  const fieldOf: FieldOf = (param) => (given.has(param) ? `providerOptions.bbb.${param}` : addedField(param))
  const answer = await api.create(encodeQuery(params), options, fieldOf)

  const createTime = textOf(answer, 'createTime')
  const internalId = textOf(answer, 'internalMeetingID')
  if (createTime === undefined || !/^\d+$/.test(createTime)) throw missingField('create', 'createTime')
  if (internalId === undefined) throw missingField('create', 'internalMeetingID')
  // A breakout room's ID is the server's choice.
  const meetingId = params.get('isBreakout') === 'true' ? textOf(answer, 'meetingID') : undefined
  const { tenant, key: parentKey } = request
  const room = meetingId !== undefined && { meetingId, proof: roomProof({ tenant, parentKey, meetingId }) }
  const vendor = { createTime, internalId, ...room }
  const unhooked = urls && (await hookMeeting(context, { ...request, vendor }, options))
  return {
    disposition: textOf(answer, 'messageKey') === 'duplicateWarning' ? 'existing' : 'created',
    vendor,
    createdAt: new Date(Number(createTime)),
    warnings: unhooked === undefined ? own.warnings : [...own.warnings, ...unhooked],
    providerData: providerDataOf(answer),
  }
}
