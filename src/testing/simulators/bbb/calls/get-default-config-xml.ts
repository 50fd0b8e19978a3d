import type { ApiCall } from './api-call.js'

/** The configuration of the old client: a document of its own, without a return code. */
export const getDefaultConfigXmlCall: ApiCall = {
  violations: () => [],
  answer: () => ({
    status: 200,
    headers: { 'content-type': 'text/xml;charset=utf-8' },
    body: '<config>\n<localeversion suppressWarning="false">0.9.0</localeversion>\n<modules/>\n</config>',
  }),
}
