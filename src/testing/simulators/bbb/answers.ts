import type { SimulatorAnswer } from '../simulator-server.js'
import type { SimulatedBbbServer } from './options.js'
import type { Violation } from './violation.js'
import { bare, branch, leaf } from './xml.js'

/** A BigBlueButton answer: HTTP 200 whether it says SUCCESS or FAILED. */
function response(...children: readonly string[]): SimulatorAnswer {
  return {
    status: 200,
    headers: { 'content-type': 'text/xml;charset=utf-8' },
    body: branch('response', ...children),
  }
}

export function success(...children: readonly string[]): SimulatorAnswer {
  return response(leaf('returncode', 'SUCCESS'), ...children)
}

export function failed({ key, message }: Violation): SimulatorAnswer {
  return response(leaf('returncode', 'FAILED'), leaf('messageKey', key), leaf('message', message))
}

/**
 * The second shape of a failure, without a messageKey. The older server writes attributes, the newer one elements,
 * so that a reader meets both.
 */
export function failedAsErrorsList(server: SimulatedBbbServer, { key, message }: Violation): SimulatorAnswer {
  const error =
    server === 'bbb-2.4'
      ? bare('error', { key, message })
      : branch('error', leaf('key', key), leaf('message', message))
  return response(leaf('returncode', 'FAILED'), branch('errors', error))
}

export function redirect(location: string, headers: Readonly<Record<string, string>> = {}): SimulatorAnswer {
  return { status: 302, headers: { location, ...headers }, body: '' }
}

/** A page with an unclosed tag, as the proxy in front of a real server sends them: not well-formed XML. */
export function htmlPage(status: number, title: string): SimulatorAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr>\r\n</body>\r\n</html>\r\n`,
  }
}

export function pageNotFound(): SimulatorAnswer {
  return htmlPage(404, '404 Not Found')
}

/** What an exception inside the server looks like from outside. */
export function internalServerError(): SimulatorAnswer {
  return htmlPage(500, '500 Internal Server Error')
}
