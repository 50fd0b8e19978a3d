import type { ProviderCallOptions } from '../../../src/spec/call-options.js'
import type { BbbApi } from '../api-client.js'
import { encodeQuery } from '../encode.js'
import { missingField } from '../map-error.js'
import { field, word } from './fields.js'

export interface BbbSetConfigXmlRequest {
  readonly meetingID: string
  /** The whole document, as `getDefaultConfigXML` gives it, with your changes. */
  readonly configXML: string
}

/** The configuration of the old Flash client, a document of its own. */
export function getDefaultConfigXML(api: BbbApi, options: ProviderCallOptions): Promise<string> {
  return api.text({ call: 'getDefaultConfigXML', query: '', options, kind: 'read' })
}

/**
 * Everything stands in a form, sorted by name and signed by SHA-1 whatever else the server takes. Fact sheet
 * section 2.5.
 */
export async function setConfigXML(
  api: BbbApi,
  { configXML, meetingID }: BbbSetConfigXmlRequest,
  options: ProviderCallOptions,
): Promise<string> {
  const form = encodeQuery([
    ['configXML', configXML],
    ['meetingID', meetingID],
  ])
  const content = api.signedForm('setConfigXML', form)
  const answer = await api.send({
    call: 'setConfigXML',
    query: '',
    options,
    kind: 'write',
    body: { contentType: 'application/x-www-form-urlencoded', content },
    unsigned: true,
  })
  const token = field(answer, 'token', word)
  if (token === undefined) throw missingField('setConfigXML', 'token')
  return token
}
