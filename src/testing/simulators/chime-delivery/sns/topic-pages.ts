import { randomUUID } from 'node:crypto'
import type { SnsPage } from './sns-transport.js'

export function certificatePage(pem: string): SnsPage {
  return { status: 200, contentType: 'binary/octet-stream', body: pem }
}

/** How the topic's query API says that something was done. */
export function donePage(action: string, result = ''): SnsPage {
  const inner = result === '' ? '' : `<${action}Result>${result}</${action}Result>`
  return xml(200, `${action}Response`, `${inner}<ResponseMetadata>${requestId()}</ResponseMetadata>`)
}

/** How it says that something is wrong. */
export function errorPage(status: number, code: string, message: string): SnsPage {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`
  return xml(status, 'ErrorResponse', `${error}${requestId()}`)
}

export function nothingPage(): SnsPage {
  return errorPage(404, 'NotFound', 'There is nothing here')
}

function requestId(): string {
  return `<RequestId>${randomUUID()}</RequestId>`
}

function xml(status: number, root: string, content: string): SnsPage {
  const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/'
  return { status, contentType: 'text/xml', body: `<${root} xmlns="${namespace}">${content}</${root}>\n` }
}
